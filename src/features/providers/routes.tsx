import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import type { Page } from "#ui/page.ts";
import {
  again,
  filled,
  param,
  type Returned,
  returned,
  spanFrom,
  spanValues,
  toSpan,
  wanted,
} from "../admin/index.ts";
import { planSection } from "../earnings/section.tsx";
import { archivePerson } from "../people/actions.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import * as actions from "./actions.ts";
import { eligibilityOf } from "./eligibility.ts";
import { storedProgramme } from "./programme.ts";
import { searchEligibility } from "./queries/eligibility.ts";
import { findProvider, type ProviderDetails, searchProviders } from "./queries/providers.ts";
import { show as shownKind } from "./schema.ts";
import { EligibilityListPage, EligibilityPage } from "./views/eligibility.tsx";
import { ProvidersPage } from "./views/list.tsx";
import { NewProviderPage, ProviderPage } from "./views/provider.tsx";

/** Those who give support: who they are, on what terms, and what they may give. Named places come before `:id`. */
export const providers = new Hono<CommunityWeb>();

providers.get(
  "/admin/providers",
  show("coordinator", async ({ page }, trx, c) => {
    const asked = { ...wanted(c), show: shownKind.parse(c.req.query("show")) };
    const found = await searchProviders(trx, asked);
    return <ProvidersPage page={page} q={asked.q} show={asked.show} found={found} />;
  }),
);

providers.get(
  "/admin/providers/new",
  show("coordinator", async ({ page }) => (
    <NewProviderPage page={page} form={filled({})} idempotencyKey={newId()} />
  )),
);

const typedPerson = (form: Sent) => ({
  email: form.text("email"),
  firstName: form.text("firstName"),
  lastName: form.text("lastName"),
});

const typedCodes = (form: Sent) => ({ ticked: [...form.texts("ticked")], typed: form.text("codes") });

providers.post(
  "/admin/providers",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const input = { ...typedPerson(form), codes: typedCodes(form) };
    const idempotencyKey = form.text("key");
    const outcome = await actions.addProvider(c.get("platform"), actor, input, { idempotencyKey });
    if (outcome.ok) {
      return goOn(c, `${community.base}/admin/providers/${outcome.value.id}`, "notice.providers.added");
    }
    c.status(422);
    return <NewProviderPage page={page} form={returned(t, form, outcome)} idempotencyKey={newId()} />;
  }),
);

providers.get(
  "/admin/providers/eligibility",
  show("coordinator", async ({ page }, trx, c) => {
    const asked = wanted(c);
    return <EligibilityListPage page={page} q={asked.q} found={await searchEligibility(trx, asked)} />;
  }),
);

interface Shown {
  /** A form that came back; without one the page shows what is stored. */
  form?: Returned;
  refusal?: string | undefined;
}

async function providerPage(trx: Scoped, page: Page, id: string, { form, refusal }: Shown = {}) {
  const provider = await findProvider(trx, id);
  if (!provider) return null;
  const shown = form ?? { ...filled(stored(provider)), refusal };
  const plan = await planSection(page, trx, id);
  return <ProviderPage page={page} provider={provider} form={shown} plan={plan} />;
}

const stored = (provider: ProviderDetails): Returned["values"] => ({
  email: provider.email,
  firstName: provider.firstName,
  lastName: provider.lastName,
  zone: provider.zone,
  ...spanValues("bufferBefore", toSpan(provider.bufferBefore, "hours")),
  ...spanValues("bufferAfter", toSpan(provider.bufferAfter, "hours")),
  ...spanValues("noticeMinutes", toSpan(provider.noticeMinutes)),
  ...spanValues("weeklyCapMinutes", toSpan(provider.weeklyCapMinutes, "hours")),
});

providers.get(
  "/admin/providers/:id",
  show("coordinator", ({ page }, trx, c) => providerPage(trx, page, param(c, "id"))),
);

providers.post(
  "/admin/providers/:id",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.changeProvider(c.get("platform"), actor, {
      id,
      ...typedPerson(form),
      zone: form.text("zone"),
      bufferBefore: spanFrom(form, "bufferBefore"),
      bufferAfter: spanFrom(form, "bufferAfter"),
      noticeMinutes: spanFrom(form, "noticeMinutes"),
      weeklyCapMinutes: spanFrom(form, "weeklyCapMinutes"),
    });
    if (outcome.ok) return goOn(c, `${community.base}/admin/providers/${id}`, "notice.saved");
    return again(c, (trx) => providerPage(trx, page, id, { form: returned(t, form, outcome) }));
  }),
);

providers.post(
  "/admin/providers/:id/mark",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.markProvider(c.get("platform"), actor, { id, mark: form.text("mark") });
    return outcome.ok ? goOn(c, `${community.base}/admin/providers/${id}`, "notice.saved") : null;
  }),
);

for (const verb of ["archive", "restore"] as const) {
  providers.post(
    `/admin/providers/:id/${verb}`,
    submit("coordinator", async ({ actor, page, community, t }, form, c) => {
      const id = param(c, "id");
      const archived = verb === "archive";
      const outcome = await archivePerson(c.get("platform"), actor, { id, archived });
      if (outcome.ok) return goOn(c, `${community.base}/admin/providers/${id}`, `notice.${verb}d`);
      const { refusal } = returned(t, form, outcome);
      return again(c, (trx) => providerPage(trx, page, id, { refusal }));
    }),
  );
}

async function eligibilityPage(trx: Scoped, page: Page, id: string, form?: Returned) {
  const provider = await findProvider(trx, id);
  const eligibility = await eligibilityOf(await storedProgramme(trx), id);
  if (!provider || !eligibility) return null;
  const listed = eligibility.boxes.filter((box) => box.listed).map((box) => box.code);
  const ticked = form ? [form.values.ticked ?? []].flat() : listed;
  return (
    <EligibilityPage
      page={page}
      provider={provider}
      eligibility={eligibility}
      form={form ?? filled({ codes: eligibility.typed })}
      ticked={new Set(ticked)}
    />
  );
}

providers.get(
  "/admin/providers/:id/eligibility",
  show("coordinator", ({ page }, trx, c) => eligibilityPage(trx, page, param(c, "id"))),
);

providers.post(
  "/admin/providers/:id/eligibility",
  submit("coordinator", async ({ actor, page, community, t }, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.listCodes(c.get("platform"), actor, { id, codes: typedCodes(form) });
    if (outcome.ok) {
      return goOn(c, `${community.base}/admin/providers/${id}/eligibility`, "notice.eligibility.saved");
    }
    return again(c, (trx) => eligibilityPage(trx, page, id, returned(t, form, outcome)));
  }),
);
