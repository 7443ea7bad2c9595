import { Hono } from "hono";
import { whenOf } from "#ui/when.ts";
import { param } from "../../admin/index.ts";
import { groupOf } from "../../groups/found.ts";
import { manages } from "../../groups/policy.ts";
import { nameOf } from "../../people/person.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import { removeFromGroup } from "../actions.ts";
import { seatPaths } from "../paths.ts";
import { guestsOf } from "../queries.ts";
import { RemovePage } from "../views/asking.tsx";

/** A host, or a coordinator, takes somebody out of a group meeting. */
export const removing = new Hono<CommunityWeb>();

removing.get(
  "/groups/:id/places/:person/remove",
  show("belongs", async (visit, trx, c) => {
    const { page, actor, community } = visit;
    const group = await groupOf(trx, visit, param(c, "id"));
    if (!group || !manages(actor, group)) return null;
    const guest = (await guestsOf(trx, group.id)).find(({ id }) => id === param(c, "person"));
    if (!guest) return null;
    const paths = seatPaths(community.base, group.id);
    return (
      <RemovePage
        page={page}
        paths={paths}
        name={group.name}
        when={whenOf(visit, group.start, group.end - group.start)}
        guest={nameOf(guest)}
        action={paths.remove(guest.id)}
        priced={group.price !== null}
      />
    );
  }),
);

removing.post(
  "/groups/:id/places/:person/remove",
  submit("belongs", async ({ actor, community }, _form, c) => {
    const meetingId = param(c, "id");
    const input = { meetingId, personId: param(c, "person") };
    const removed = await removeFromGroup(c.get("platform"), actor, input);
    return removed.ok ? goOn(c, seatPaths(community.base, meetingId).group, "notice.seats.removed") : null;
  }),
);
