import { type Context, Hono } from "hono";
import type { Sent } from "#platform/http/form.ts";
import { filled, param, type Returned } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { keepWeeklyHours, removeWeeklyHours } from "../actions.ts";
import { clockText, rangeText } from "../clock.ts";
import { at } from "../desk.ts";
import type { Booked, Hours } from "../queries/schedule.ts";
import { dateText } from "../schema.ts";
import { RemovePage, WeeklyHoursPage } from "../views/forms.tsx";
import { deskOf, formProps, type Opened, openDesk, refusedForm } from "./desk.ts";

/** Weekly hours, one by one: the same as the week with a keyboard. */
export const hours = new Hono<CommunityWeb>();

function formPage(visit: Visit, opened: Opened, form: Returned, id?: string, leaves: readonly Booked[] = []) {
  const action = id ? `/hours/${id}` : "/hours";
  return (
    <WeeklyHoursPage
      {...formProps(visit, opened, action)}
      form={form}
      leaves={leaves}
      schedule={opened.schedule}
      isNew={!id}
    />
  );
}

const day = /^[0-6]$/;
const clock = /^\d\d:\d\d$/;

/** Reads what an address fills a form in with; what does not fit is left empty. */
function asker(c: Context<CommunityWeb>): (name: string, kind: RegExp) => string {
  return (name, kind) => {
    const text = c.req.query(name) ?? "";
    return kind.test(text) ? text : "";
  };
}

hours.get(
  "/availability/hours/new",
  show("belongs", async (visit, trx, c) => {
    const opened = await openDesk(visit, trx, c);
    if (!opened?.mayChange) return null;
    const asked = asker(c);
    const values = { days: asked("day", day), start: asked("start", clock), end: asked("end", clock) };
    return formPage(visit, opened, filled(values));
  }),
);

hours.get(
  "/availability/hours/:id",
  show("belongs", async (visit, trx, c) => {
    const opened = await openDesk(visit, trx, c);
    const entry = opened?.schedule.hours.find(({ id }) => id === param(c, "id"));
    if (!opened?.mayChange || !entry) return null;
    const asked = asker(c);
    // Hours that were dragged come with their new times; nothing is stored before the form is sent.
    const dragged = { days: asked("day", day), start: asked("start", clock), end: asked("end", clock) };
    const drawn = Object.values(dragged).every((text) => text !== "") ? dragged : {};
    return formPage(visit, opened, filled({ ...stored(entry), ...drawn }), entry.id);
  }),
);

function stored({ day, start, end, from, until, serviceId, formatId, locationId }: Hours) {
  return {
    days: String(day),
    start: clockText(start),
    end: end === 1_440 ? "00:00" : clockText(end),
    from: from === null ? "" : dateText(from),
    until: until === null ? "" : dateText(until),
    serviceId: serviceId ?? "",
    formatId: formatId ?? "",
    locationId: locationId ?? "",
  };
}

for (const path of ["/availability/hours", "/availability/hours/:id"]) {
  hours.post(
    path,
    submit("belongs", (visit, form, c) => keep(visit, form, c, c.req.param("id"))),
  );
}

async function keep(visit: Visit, form: Sent, c: Context<CommunityWeb>, id: string | undefined) {
  const desk = deskOf(visit, c);
  const input = {
    id,
    providerId: desk.providerId,
    anyway: form.text("anyway") === "on",
    days: [...form.texts("days")],
    start: form.text("start"),
    end: form.text("end"),
    from: form.text("from"),
    until: form.text("until"),
    serviceId: form.text("serviceId"),
    formatId: form.text("formatId"),
    locationId: form.text("locationId"),
  };
  const idempotencyKey = form.text("key");
  const outcome = await keepWeeklyHours(c.get("platform"), visit.actor, input, { idempotencyKey });
  if (outcome.ok) return goOn(c, at(desk), "notice.availability.saved");
  if (outcome.reason === "not_found" || outcome.reason === "not_allowed") return null;
  return refusedForm(visit, c, form, outcome, (opened, shown, leaves) =>
    formPage(visit, opened, shown, id, leaves),
  );
}

hours.post(
  "/availability/hours/:id/remove",
  submit("belongs", async (visit, form, c) => {
    const desk = deskOf(visit, c);
    const id = param(c, "id");
    const input = { id, providerId: desk.providerId, anyway: form.text("anyway") === "on" };
    const outcome = await removeWeeklyHours(c.get("platform"), visit.actor, input);
    if (outcome.ok) return goOn(c, at(desk), "notice.availability.removed");
    if (outcome.reason !== "leaves_outside" && outcome.reason !== "locked") return null;
    return refusedForm(visit, c, form, outcome, (opened, shown, leaves) => {
      const entry = opened.schedule.hours.find((kept) => kept.id === id);
      const time = entry ? rangeText(entry.start, entry.end) : "";
      const title = visit.t("availability.remove.title", { what: time });
      return (
        <RemovePage
          {...formProps(visit, opened, `/hours/${id}/remove`)}
          form={shown}
          leaves={leaves}
          title={title}
        />
      );
    });
  }),
);
