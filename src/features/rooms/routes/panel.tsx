import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { weekdays, writeHours } from "../../locations/opening.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { archiveRoom, changeRoom, openRoom } from "../actions/arranging.ts";
import { allRooms, moderatorsOf } from "../queries/arranging.ts";
import { type Room, roomFor } from "../queries/rooms.ts";
import { RoomFormPage } from "../views/form.tsx";
import { PanelRoomsPage } from "../views/panel.tsx";

/** The panel's part of chat rooms: which there are, and who keeps them. */
export const panel = new Hono<CommunityWeb>();

panel.get(
  "/admin/rooms",
  show("coordinator", async ({ page }, trx) => <PanelRoomsPage page={page} rooms={await allRooms(trx)} />),
);

const fresh = filled({ who: "everybody", open: "always" });

const newPage = ({ page, community }: Visit, form: Returned) => (
  <RoomFormPage page={page} zone={community.zone} form={form} idempotencyKey={newId()} />
);

panel.get(
  "/admin/rooms/new",
  show("coordinator", async (visit) => newPage(visit, fresh)),
);

type Week = [string, string, string, string, string, string, string];

function typed(form: Sent) {
  const day = (number: number) => form.text(`hours.${number}`);
  const hours: Week = [day(0), day(1), day(2), day(3), day(4), day(5), day(6)];
  return { name: form.text("name"), about: form.text("about"), open: form.text("open"), hours };
}

panel.post(
  "/admin/rooms",
  submit("coordinator", async (visit, form, c) => {
    const { actor, community, t } = visit;
    const input = { ...typed(form), who: form.text("who") };
    const outcome = await openRoom(c.get("platform"), actor, input, {
      idempotencyKey: form.text("key") || undefined,
    });
    if (outcome.ok)
      return goOn(c, `${community.base}/admin/rooms/${outcome.value.id}`, "notice.rooms.opened");
    c.status(422);
    return newPage(visit, returned(t, form, outcome));
  }),
);

const stored = ({ name, about, hours }: Room) =>
  filled({
    name,
    about,
    open: hours ? "hours" : "always",
    ...Object.fromEntries(weekdays.map((day) => [`hours.${day}`, hours ? writeHours(hours, day) : ""])),
  });

async function formPage(visit: Visit, trx: Scoped, id: string, form?: Returned) {
  const room = await roomFor(trx, visit.actor, id, visit.now);
  if (!room) return null;
  const { page, community } = visit;
  return (
    <RoomFormPage
      page={page}
      room={room}
      moderators={await moderatorsOf(trx, room.id)}
      zone={community.zone}
      form={form ?? stored(room)}
      idempotencyKey={newId()}
    />
  );
}

panel.get(
  "/admin/rooms/:id",
  show("coordinator", (visit, trx, c) => formPage(visit, trx, param(c, "id"))),
);

panel.post(
  "/admin/rooms/:id",
  submit("coordinator", async (visit, form, c) => {
    const roomId = param(c, "id");
    const outcome = await changeRoom(c.get("platform"), visit.actor, { roomId, ...typed(form) });
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/rooms/${roomId}`, "notice.saved");
    if (outcome.reason === "gone" || outcome.fields?.roomId) return null;
    return again(c, (trx) => formPage(visit, trx, roomId, returned(visit.t, form, outcome)));
  }),
);

for (const verb of ["archive", "restore"] as const) {
  panel.post(
    `/admin/rooms/:id/${verb}`,
    submit("coordinator", async (visit, form, c) => {
      const roomId = param(c, "id");
      const archived = verb === "archive";
      const outcome = await archiveRoom(c.get("platform"), visit.actor, { roomId, archived });
      if (outcome.ok) return goOn(c, `${visit.community.base}/admin/rooms/${roomId}`, `notice.${verb}d`);
      if (outcome.reason !== "invalid" || outcome.fields?.roomId) return null;
      return again(c, (trx) => formPage(visit, trx, roomId, returned(visit.t, form, outcome)));
    }),
  );
}
