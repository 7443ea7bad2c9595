import { Hono } from "hono";
import type { Sent } from "#platform/http/form.ts";
import { translator } from "../../words/translate.ts";
import type { CommunityWords } from "../../words/words.ts";
import { filled, type Returned, returned, spanFrom, spanValues, ticked, toSpan } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { changeSettings, changeWords } from "./actions.ts";
import type { Community } from "./community.ts";
import { currencyChoices } from "./currencies.ts";
import { previewWords, samples } from "./preview.ts";
import { LanguagePage } from "./views/language.tsx";
import { SettingsPage } from "./views/settings.tsx";

/** A coordinator's pages about the community itself: its settings and its words. */
export const communities = new Hono<CommunityWeb>();

communities.get(
  "/admin/settings",
  show("coordinator", async ({ page, community }) => (
    <SettingsPage page={page} form={filled(settingsValues(community))} currencies={currencyChoices()} />
  )),
);

communities.post(
  "/admin/settings",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const outcome = await changeSettings(c.get("platform"), actor, settingsTyped(form));
    if (outcome.ok) return goOn(c, `${community.base}/admin/settings`, "notice.settings.saved");
    c.status(422);
    return <SettingsPage page={page} form={returned(t, form, outcome)} currencies={currencyChoices()} />;
  }),
);

const settingsTyped = (form: Sent) => ({
  name: form.text("name"),
  zone: form.text("zone"),
  visibility: form.text("visibility"),
  whoMayBook: form.text("whoMayBook"),
  leadMinutes: spanFrom(form, "leadMinutes"),
  horizonDays: form.text("horizonDays"),
  startMinutes: [...form.texts("startMinutes")],
  confirmation: form.text("confirmation"),
  memberDayMinutes: spanFrom(form, "memberDayMinutes"),
  memberWeekMinutes: spanFrom(form, "memberWeekMinutes"),
  providerWeekMinutes: spanFrom(form, "providerWeekMinutes"),
  changeNoticeMinutes: spanFrom(form, "changeNoticeMinutes"),
  enrollmentEffect: form.text("enrollmentEffect"),
  membersEditServices: ticked(form, "membersEditServices"),
  skipSingleChoices: ticked(form, "skipSingleChoices"),
  contact: form.text("contact"),
  supportEmail: form.text("supportEmail"),
  modules: {
    requests: ticked(form, "modules.requests"),
    payments: ticked(form, "modules.payments"),
    groups: ticked(form, "modules.groups"),
    rooms: ticked(form, "modules.rooms"),
    points: ticked(form, "modules.points"),
  },
  answerMinutes: spanFrom(form, "answerMinutes"),
  requestDays: form.text("requestDays"),
  proposalHoldMinutes: spanFrom(form, "proposalHoldMinutes"),
  offerMinutes: spanFrom(form, "offerMinutes"),
  noShowRule: {
    on: ticked(form, "noShowRule.on"),
    times: form.text("noShowRule.times"),
    withinDays: form.text("noShowRule.withinDays"),
    pauseDays: form.text("noShowRule.pauseDays"),
  },
  smallestGroup: form.text("smallestGroup"),
  currency: form.text("currency"),
  paymentHoldMinutes: spanFrom(form, "paymentHoldMinutes"),
  refundMinutes: spanFrom(form, "refundMinutes"),
});

/** What stands in the fields of the rule until there is one. */
const usualNoShowRule = { times: 3, withinDays: 30, pauseDays: 14 };

function settingsValues({ name, zone, settings }: Community): Returned["values"] {
  const noShowRule = settings.noShowRule ?? usualNoShowRule;
  const tick = (on: boolean) => (on ? "on" : undefined);
  return {
    name,
    zone,
    visibility: settings.visibility,
    whoMayBook: settings.whoMayBook,
    ...spanValues("leadMinutes", toSpan(settings.leadMinutes)),
    horizonDays: String(settings.horizonDays),
    startMinutes: settings.startMinutes.map(String),
    confirmation: settings.confirmation,
    ...spanValues("memberDayMinutes", toSpan(settings.memberDayMinutes, "hours")),
    ...spanValues("memberWeekMinutes", toSpan(settings.memberWeekMinutes, "hours")),
    ...spanValues("providerWeekMinutes", toSpan(settings.providerWeekMinutes, "hours")),
    ...spanValues("changeNoticeMinutes", toSpan(settings.changeNoticeMinutes)),
    enrollmentEffect: settings.enrollmentEffect,
    membersEditServices: tick(settings.membersEditServices),
    skipSingleChoices: tick(settings.skipSingleChoices),
    contact: settings.contact,
    supportEmail: settings.supportEmail,
    "modules.requests": tick(settings.modules.requests),
    "modules.payments": tick(settings.modules.payments),
    "modules.groups": tick(settings.modules.groups),
    "modules.rooms": tick(settings.modules.rooms),
    "modules.points": tick(settings.modules.points),
    ...spanValues("answerMinutes", toSpan(settings.answerMinutes)),
    requestDays: String(settings.requestDays),
    ...spanValues("proposalHoldMinutes", toSpan(settings.proposalHoldMinutes)),
    ...spanValues("offerMinutes", toSpan(settings.offerMinutes)),
    "noShowRule.on": tick(settings.noShowRule !== null),
    "noShowRule.times": String(noShowRule.times),
    "noShowRule.withinDays": String(noShowRule.withinDays),
    "noShowRule.pauseDays": String(noShowRule.pauseDays),
    smallestGroup: String(settings.smallestGroup),
    currency: settings.currency,
    ...spanValues("paymentHoldMinutes", toSpan(settings.paymentHoldMinutes)),
    ...spanValues("refundMinutes", toSpan(settings.refundMinutes)),
  };
}

// The preview is this page with the typed words in its address, so that it works without script and can be gone back to.
communities.get(
  "/admin/language",
  show("coordinator", async (visit, _trx, c) => {
    const typed = c.req.query();
    const form = filled({ ...wordValues(visit.community.words), ...typed });
    return languagePage(visit, form, (field) => typed[field] ?? "");
  }),
);

communities.post(
  "/admin/language",
  submit("coordinator", async (visit, form, c) => {
    const word = (name: string) => ({
      one: form.text(`${name}.one`),
      many: form.text(`${name}.many`),
      article: form.text(`${name}.article`),
    });
    const outcome = await changeWords(c.get("platform"), visit.actor, {
      provider: word("provider"),
      service: word("service"),
      member: word("member"),
      meeting: word("meeting"),
    });
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/language`, "notice.language.saved");
    c.status(422);
    return languagePage(visit, returned(visit.t, form, outcome), form.text);
  }),
);

function languagePage({ page, community }: Visit, form: Returned, typed: (field: string) => string) {
  const preview = translator(previewWords(community.words, typed));
  return <LanguagePage page={page} form={form} preview={preview} samples={samples} />;
}

function wordValues(words: CommunityWords): Record<string, string> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([name, word]) => [
      [`${name}.one`, word.one],
      [`${name}.many`, word.many],
      [`${name}.article`, word.article ?? ""],
    ]),
  );
}
