import { type Context, Hono } from "hono";
import type { Sent } from "#platform/http/form.ts";
import { filled, param, type Returned } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { keepException, removeException } from "../actions.ts";
import { rangesText } from "../clock.ts";
import { datesText } from "../dates.ts";
import { at } from "../desk.ts";
import type { Booked, Exception } from "../queries/schedule.ts";
import { dateText } from "../schema.ts";
import { ExceptionPage, RemovePage } from "../views/forms.tsx";
import { deskOf, formProps, type Opened, openDesk, refusedForm } from "./desk.ts";

/** Time off, and other hours on some dates. */
export const exceptions = new Hono<CommunityWeb>();

function formPage(visit: Visit, opened: Opened, form: Returned, id?: string, leaves: readonly Booked[] = []) {
  const action = id ? `/exceptions/${id}` : "/exceptions";
  return <ExceptionPage {...formProps(visit, opened, action)} form={form} leaves={leaves} isNew={!id} />;
}

exceptions.get(
  "/availability/exceptions/new",
  show("belongs", async (visit, trx, c) => {
    const opened = await openDesk(visit, trx, c);
    return opened?.mayChange ? formPage(visit, opened, filled({ kind: "off" })) : null;
  }),
);

exceptions.get(
  "/availability/exceptions/:id",
  show("belongs", async (visit, trx, c) => {
    const opened = await openDesk(visit, trx, c);
    const entry = opened?.schedule.exceptions.find(({ id }) => id === param(c, "id"));
    return opened?.mayChange && entry ? formPage(visit, opened, filled(stored(entry)), entry.id) : null;
  }),
);

function stored({ from, until, ranges, note }: Exception) {
  return {
    kind: ranges.length === 0 ? "off" : "hours",
    hours: rangesText(ranges),
    from: dateText(from),
    until: until === from ? "" : dateText(until),
    note,
  };
}

for (const path of ["/availability/exceptions", "/availability/exceptions/:id"]) {
  exceptions.post(
    path,
    submit("belongs", (visit, form, c) => keep(visit, form, c, c.req.param("id"))),
  );
}

async function keep(visit: Visit, form: Sent, c: Context<CommunityWeb>, id: string | undefined) {
  const desk = deskOf(visit, c);
  const dates = {
    id,
    providerId: desk.providerId,
    anyway: form.text("anyway") === "on",
    from: form.text("from"),
    until: form.text("until"),
    note: form.text("note"),
  };
  const kind = form.text("kind") === "hours" ? ("hours" as const) : ("off" as const);
  const input = kind === "hours" ? { ...dates, kind, hours: form.text("hours") } : { ...dates, kind };
  const idempotencyKey = form.text("key");
  const outcome = await keepException(c.get("platform"), visit.actor, input, { idempotencyKey });
  if (outcome.ok) return goOn(c, at(desk), "notice.availability.saved");
  if (outcome.reason === "not_found" || outcome.reason === "not_allowed") return null;
  return refusedForm(visit, c, form, outcome, (opened, shown, leaves) =>
    formPage(visit, opened, shown, id, leaves),
  );
}

exceptions.post(
  "/availability/exceptions/:id/remove",
  submit("belongs", async (visit, form, c) => {
    const desk = deskOf(visit, c);
    const id = param(c, "id");
    const input = { id, providerId: desk.providerId, anyway: form.text("anyway") === "on" };
    const outcome = await removeException(c.get("platform"), visit.actor, input);
    if (outcome.ok) return goOn(c, at(desk), "notice.availability.removed");
    if (outcome.reason !== "leaves_outside" && outcome.reason !== "locked") return null;
    return refusedForm(visit, c, form, outcome, (opened, shown, leaves) => {
      const entry = opened.schedule.exceptions.find((kept) => kept.id === id);
      const what = entry ? datesText(entry.from, entry.until, opened.today) : "";
      const title = visit.t("availability.remove.title", { what });
      return (
        <RemovePage
          {...formProps(visit, opened, `/exceptions/${id}/remove`)}
          form={shown}
          leaves={leaves}
          title={title}
        />
      );
    });
  }),
);
