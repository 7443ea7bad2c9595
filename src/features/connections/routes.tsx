import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { cameFrom } from "../visits/back.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import { goOnBelow, inPopup } from "../visits/popup.ts";
import type { Visit } from "../visits/visit.ts";
import * as actions from "./actions.ts";
import * as queries from "./queries.ts";
import { standingOf } from "./rules.ts";
import { AskPage } from "./views/ask.tsx";
import { ConnectionsPage, EndPage } from "./views/list.tsx";

/** Whom somebody knows here, and asking to. */
export const connections = new Hono<CommunityWeb>();

/** Acquaintances offered on the page. */
const mostMet = 12;

connections.get(
  "/connections",
  show("belongs", async ({ page, actor, now }, trx) => (
    <ConnectionsPage
      page={page}
      asking={await queries.askingFor(trx, actor, now)}
      contacts={await queries.contactsOf(trx, actor)}
      asked={await queries.askedBy(trx, actor, now)}
      met={await queries.metBy(trx, actor, mostMet)}
    />
  )),
);

connections.get(
  "/people/:id/connect",
  show("belongs", (visit, trx, c) => askPage(trx, visit, c, filled({}), c.req.query("from") ?? "")),
);

connections.post(
  "/people/:id/connect",
  submit("belongs", async (visit, form, c) => {
    const input = { personId: param(c, "id"), note: form.text("note") };
    const options = { idempotencyKey: form.text("key") || undefined };
    const outcome = await actions.askToConnect(c.get("platform"), visit.actor, input, options);
    const from = form.text("from");
    if (outcome.ok) return goOnBelow(c, backTo(visit, from), `notice.connections.${outcome.value.standing}`);
    if (outcome.reason === "not_found") return null;
    return again(c, (trx) => askPage(trx, visit, c, returned(visit.t, form, outcome), from));
  }),
);

async function askPage(trx: Scoped, visit: Visit, c: Context<CommunityWeb>, form: Returned, from: string) {
  const { page, actor, now } = visit;
  const other = await queries.askable(trx, actor, param(c, "id"));
  if (!other || !actor.id) return null;
  const ties = await queries.tiesBetween(trx, actor.id, other.id);
  return (
    <AskPage
      page={page}
      popup={inPopup(c)}
      other={other}
      standing={standingOf(ties, actor.id, now)}
      form={form}
      idempotencyKey={newId()}
      from={from}
      back={backTo(visit, from)}
    />
  );
}

/** Where the reader came from. */
const backTo = ({ community: { base } }: Visit, from: string): string =>
  cameFrom(base, from, `${base}/connections`);

connections.get(
  "/connections/:id/end",
  show("belongs", async ({ page, community, actor }, trx, c) => {
    const id = param(c, "id");
    const contact = (await queries.contactsOf(trx, actor)).find(({ connectionId }) => connectionId === id);
    if (!contact) return null;
    const back = `${community.base}/connections`;
    return <EndPage page={page} name={contact.name} action={`${back}/${id}/end`} back={back} />;
  }),
);

const answers = {
  accept: { act: actions.acceptConnection, notice: "notice.connections.connected" },
  decline: { act: actions.declineConnection, notice: "notice.connections.declined" },
  end: { act: actions.endConnection, notice: "notice.connections.ended" },
} as const;

for (const [verb, { act, notice }] of Object.entries(answers)) {
  connections.post(
    `/connections/:id/${verb}`,
    submit("belongs", async ({ actor, community }, _form: Sent, c) => {
      const outcome = await act(c.get("platform"), actor, { id: param(c, "id") });
      const to = `${community.base}/connections`;
      if (outcome.ok) return goOn(c, to, notice);
      return outcome.reason === "connect_over" ? goOn(c, to, "refusal.connect_over") : null;
    }),
  );
}
