import { Hono } from "hono";
import { filled, type Returned, spanFrom, spanValues, toSpan } from "../../admin/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { setRules } from "../actions.ts";
import { at } from "../desk.ts";
import type { Booked, Schedule } from "../queries/schedule.ts";
import { RulesPage } from "../views/forms.tsx";
import { deskOf, formProps, type Opened, openDesk, refusedForm } from "./desk.ts";

/** Buffers, notice, weekly cap and zone of one provider. */
export const rules = new Hono<CommunityWeb>();

function formPage(visit: Visit, opened: Opened, form: Returned, leaves: readonly Booked[] = []) {
  return <RulesPage {...formProps(visit, opened, "/rules")} form={form} leaves={leaves} />;
}

rules.get(
  "/availability/rules",
  show("belongs", async (visit, trx, c) => {
    const opened = await openDesk(visit, trx, c);
    return opened?.mayChange ? formPage(visit, opened, filled(stored(opened.schedule))) : null;
  }),
);

function stored({ provider: { zone, bufferBefore, bufferAfter, notice, cap } }: Schedule) {
  return {
    zone,
    ...spanValues("bufferBefore", toSpan(bufferBefore, "hours")),
    ...spanValues("bufferAfter", toSpan(bufferAfter, "hours")),
    ...spanValues("notice", toSpan(notice)),
    ...spanValues("cap", toSpan(cap, "hours")),
  };
}

rules.post(
  "/availability/rules",
  submit("belongs", async (visit, form, c) => {
    const desk = deskOf(visit, c);
    const input = {
      providerId: desk.providerId,
      anyway: form.text("anyway") === "on",
      zone: form.text("zone"),
      bufferBefore: spanFrom(form, "bufferBefore"),
      bufferAfter: spanFrom(form, "bufferAfter"),
      notice: spanFrom(form, "notice"),
      cap: spanFrom(form, "cap"),
    };
    const outcome = await setRules(c.get("platform"), visit.actor, input);
    if (outcome.ok) return goOn(c, at(desk), "notice.availability.saved");
    if (outcome.reason === "not_found" || outcome.reason === "not_allowed") return null;
    return refusedForm(visit, c, form, outcome, (opened, shown, leaves) =>
      formPage(visit, opened, shown, leaves),
    );
  }),
);
