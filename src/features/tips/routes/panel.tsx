import { Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { FormState } from "#ui/forms.tsx";
import { ownWords } from "../../../words/translate.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import * as actions from "../actions.ts";
import { htmlOf } from "../markdown.ts";
import { findTip, type Tip, tipsOf } from "../queries.ts";
import { inWords, type TipText } from "../rules.ts";
import { starterNamed } from "../starter.ts";
import { EditPage, type Read, typedText } from "../views/edit.tsx";
import { TipsPanel } from "../views/panel.tsx";

/** Tips as coordinators write and order them. */
export const panel = new Hono<CommunityWeb>();

const valuesOf = ({ title, summary, body }: TipText): FormState["values"] => ({ title, summary, body });

/** How a text will be read, below the headings of the panel's page. */
async function readOf({ community }: Visit, { title, summary, body }: TipText): Promise<Read> {
  const words = ownWords(community.words);
  const html = await htmlOf(body, { words, base: community.base, below: 3 });
  return { title: inWords(title, words), summary: inWords(summary, words), html };
}

interface Shown {
  readonly tip: Tip | null;
  readonly form: Returned;
  readonly theirs?: Read | undefined;
  readonly starter?: boolean;
}

const editPage = async (visit: Visit, { form, ...shown }: Shown) => (
  <EditPage
    page={visit.page}
    {...shown}
    form={form}
    preview={await readOf(visit, typedText(form))}
    idempotencyKey={newId()}
  />
);

panel.get(
  "/admin/tips",
  show("coordinator", async ({ page, community }, trx) => {
    const words = ownWords(community.words);
    const tips = await tipsOf(trx, { hidden: true });
    return <TipsPanel page={page} tips={tips.map((tip) => ({ ...tip, title: inWords(tip.title, words) }))} />;
  }),
);

panel.get(
  "/admin/tips/new",
  show("coordinator", (visit) => editPage(visit, { tip: null, form: filled({}) })),
);

panel.post(
  "/admin/tips/new",
  submit("coordinator", async (visit, form, c) => {
    const key = form.text("key") || undefined;
    const outcome = await actions.addTip(c.get("platform"), visit.actor, textIn(form), {
      idempotencyKey: key,
    });
    if (outcome.ok)
      return goOn(c, `${visit.community.base}/admin/tips/${outcome.value.id}`, "notice.tips.added");
    c.status(422);
    return editPage(visit, { tip: null, form: returned(visit.t, form, outcome) });
  }),
);

const textIn = (form: { text(name: string): string }): TipText => ({
  title: form.text("title"),
  summary: form.text("summary"),
  body: form.text("body"),
});

panel.get(
  "/admin/tips/:id",
  show("coordinator", async (visit, trx, c) => {
    const tip = await findTip(trx, param(c, "id"));
    if (!tip) return null;
    // What the project's page says is put into the form; nothing changes before it is saved.
    const starter = c.req.query("text") === "starter" ? starterNamed(tip.starter) : undefined;
    return editPage(visit, { tip, form: filled(valuesOf(starter ?? tip)), starter: starter !== undefined });
  }),
);

panel.post(
  "/admin/tips/:id",
  submit("coordinator", async (visit, form, c) => {
    const id = param(c, "id");
    const input = { ...textIn(form), id, version: form.text("version") };
    const outcome = await actions.changeTip(c.get("platform"), visit.actor, input);
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/tips/${id}`, "notice.saved");
    return again(c, (trx) =>
      changedPage(trx, visit, id, returned(visit.t, form, outcome), outcome.reason === "tips_changed"),
    );
  }),
);

/** The form as it was typed; where somebody else was quicker, with what they made of it. */
async function changedPage(trx: Scoped, visit: Visit, id: string, form: Returned, changed: boolean) {
  const tip = await findTip(trx, id);
  if (!tip) return null;
  return editPage(visit, { tip, form, theirs: changed ? await readOf(visit, tip) : undefined });
}

panel.post(
  "/admin/tips/:id/preview",
  submit("coordinator", async (visit, form, c) => {
    const id = param(c, "id");
    const shown: Returned = { values: form.values, faults: {} };
    if (id === "new") return editPage(visit, { tip: null, form: shown });
    const tip = await inCommunity(c.get("platform").db, visit.community.id, (trx) => findTip(trx, id));
    if (!tip) return null;
    // The version that was opened, and not the one that may be there by now.
    const version = Number(form.text("version"));
    return editPage(visit, {
      tip: { ...tip, version: Number.isInteger(version) ? version : 0 },
      form: shown,
    });
  }),
);

for (const verb of ["publish", "hide"] as const) {
  panel.post(
    `/admin/tips/:id/${verb}`,
    submit("coordinator", async ({ actor, community }, _form, c) => {
      const id = param(c, "id");
      const outcome = await actions.showTip(c.get("platform"), actor, { id, hidden: verb === "hide" });
      return outcome.ok ? goOn(c, `${community.base}/admin/tips/${id}`, `notice.tips.${verb}`) : null;
    }),
  );
}

panel.post(
  "/admin/tips/:id/move",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const input = { id: param(c, "id"), direction: form.text("direction") };
    const outcome = await actions.moveTip(c.get("platform"), actor, input);
    return outcome.ok ? goOn(c, `${community.base}/admin/tips`) : null;
  }),
);

panel.post(
  "/admin/tips/:id/remove",
  submit("coordinator", async ({ actor, community }, _form, c) => {
    const outcome = await actions.removeTip(c.get("platform"), actor, { id: param(c, "id") });
    return outcome.ok ? goOn(c, `${community.base}/admin/tips`, "notice.tips.removed") : null;
  }),
);
