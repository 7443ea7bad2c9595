import { Hono } from "hono";
import type { Sent } from "#platform/http/form.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned } from "../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import * as actions from "./actions.ts";
import { weekdays, writeHours } from "./opening.ts";
import { allLocations, findLocation, type Location } from "./queries.ts";
import { LocationPage } from "./views/location.tsx";
import { LocationsPage } from "./views/locations.tsx";

/** Where a community's people meet: rooms, links, telephones. */
export const locations = new Hono<CommunityWeb>();

locations.get(
  "/admin/locations",
  show("coordinator", async ({ page }, trx) => (
    <LocationsPage page={page} locations={await allLocations(trx)} />
  )),
);

function locationPage({ page, community }: Visit, location: Location | undefined, form: Returned) {
  return (
    <LocationPage
      page={page}
      location={location}
      zone={community.zone}
      form={form}
      idempotencyKey={newId()}
    />
  );
}

locations.get(
  "/admin/locations/new",
  show("coordinator", async (visit) =>
    locationPage(visit, undefined, filled({ way: "in_person", open: "always" })),
  ),
);

locations.post(
  "/admin/locations",
  submit("coordinator", async (visit, form, c) => {
    const key = form.text("key");
    const outcome = await actions.addLocation(c.get("platform"), visit.actor, typed(form), {
      idempotencyKey: key,
    });
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/locations`, "notice.locations.added");
    c.status(422);
    return locationPage(visit, undefined, returned(visit.t, form, outcome));
  }),
);

type Week = [string, string, string, string, string, string, string];

function typed(form: Sent) {
  const day = (number: number) => form.text(`hours.${number}`);
  const hours: Week = [day(0), day(1), day(2), day(3), day(4), day(5), day(6)];
  return {
    name: form.text("name"),
    way: form.text("way"),
    details: form.text("details"),
    capacity: form.text("capacity"),
    open: form.text("open"),
    hours,
  };
}

function stored({ name, way, details, capacity, opening }: Location): Returned["values"] {
  return {
    name,
    way,
    details,
    capacity: capacity === null ? "" : String(capacity),
    open: opening ? "hours" : "always",
    ...Object.fromEntries(weekdays.map((day) => [`hours.${day}`, opening ? writeHours(opening, day) : ""])),
  };
}

locations.get(
  "/admin/locations/:id",
  show("coordinator", async (visit, trx, c) => {
    const location = await findLocation(trx, param(c, "id"));
    return location ? locationPage(visit, location, filled(stored(location))) : null;
  }),
);

locations.post(
  "/admin/locations/:id",
  submit("coordinator", async (visit, form, c) => {
    const id = param(c, "id");
    const outcome = await actions.changeLocation(c.get("platform"), visit.actor, { id, ...typed(form) });
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/locations`, "notice.saved");
    return again(c, async (trx) => {
      const location = await findLocation(trx, id);
      return location ? locationPage(visit, location, returned(visit.t, form, outcome)) : null;
    });
  }),
);

for (const verb of ["archive", "restore"] as const) {
  locations.post(
    `/admin/locations/:id/${verb}`,
    submit("coordinator", async ({ actor, community }, _form, c) => {
      const id = param(c, "id");
      const archived = verb === "archive";
      const outcome = await actions.archiveLocation(c.get("platform"), actor, { id, archived });
      return outcome.ok ? goOn(c, `${community.base}/admin/locations/${id}`, `notice.${verb}d`) : null;
    }),
  );
}

locations.post(
  "/admin/locations/:id/move",
  submit("coordinator", async ({ actor, community }, form, c) => {
    const input = { id: param(c, "id"), direction: form.text("direction") };
    const outcome = await actions.moveLocation(c.get("platform"), actor, input);
    return outcome.ok ? goOn(c, `${community.base}/admin/locations`) : null;
  }),
);
