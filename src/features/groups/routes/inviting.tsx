import { Hono } from "hono";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import { type CommunityWeb, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { invite } from "../actions/inviting.ts";
import { groupOf } from "../found.ts";
import { groupPath, groupPaths } from "../paths.ts";
import { manages } from "../policy.ts";
import { laterOfSeries } from "../queries/changing.ts";
import { knownTo } from "../queries/inviting.ts";
import { InvitationsPage } from "../views/invitations.tsx";

/** Who is invited to a group meeting. */
export const inviting = new Hono<CommunityWeb>();

inviting.get(
  "/groups/:id/invitations",
  show("belongs", (visit, trx, c) => invitationsPage(visit, trx, { id: param(c, "id"), popup: inPopup(c) })),
);

inviting.post(
  "/groups/:id/invitations",
  submit("belongs", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const id = param(c, "id");
    const people = form.texts("people").filter((one) => one !== "");
    const input = { id, people, addresses: form.text("addresses"), rest: form.text("rest") === "on" };
    const done = await invite(c.get("platform"), actor, input);
    if (done.ok) return goOnBelow(c, groupPath(community.base, id), "notice.groups.invited");
    if (done.reason === "gone" || done.reason === "not_allowed") return null;
    const back = returned(t, form, done);
    return again(c, (trx) => invitationsPage(visit, trx, { id, popup: inPopup(c), form: back }));
  }),
);

async function invitationsPage(
  visit: Visit,
  trx: Scoped,
  { id, popup, form }: { id: string; popup: boolean; form?: Returned },
) {
  const { page, actor, community, now } = visit;
  const group = await groupOf(trx, visit, id);
  if (!group || !manages(actor, group) || group.state === "cancelled" || minuteOf(now) >= group.end)
    return null;
  const known = await knownTo(trx, actor, id);
  const { seriesId, start } = group;
  const later = seriesId ? await laterOfSeries(trx, { seriesId, from: start + 1, now }) : [];
  const invited = known.filter((one) => one.invited).map((one) => one.id);
  return (
    <InvitationsPage
      page={page}
      popup={popup}
      isPrivate={group.private}
      known={known.map((person) => ({ id: person.id, name: nameOf(person) }))}
      later={later.length}
      form={form ?? filled({ people: invited, rest: "on" })}
      back={{ href: groupPath(community.base, id), label: group.name }}
      action={groupPaths(community.base, id).invitations}
    />
  );
}
