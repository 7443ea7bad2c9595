import type { Child } from "hono/jsx";
import type { Refusal } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import type { Visit } from "../visits/visit.ts";
import { pausedUntil } from "./pauses.ts";
import { PausedNotice, PausedPage } from "./views/paused.tsx";

/** That the visitor cannot book or register for anything new, why, and until when; null when they can. */
export async function pausedSection(visit: Visit, trx: Scoped): Promise<Child> {
  const { page, actor, community, now } = visit;
  const rule = community.settings.noShowRule;
  const until = actor.id && rule ? await pausedUntil(trx, actor.id, community, now) : null;
  if (until === null || !rule) return null;
  const { contact } = community.settings;
  return <PausedNotice page={page} rule={rule} until={whenOf(visit, until, 0)} contact={contact} />;
}

/** What is answered to somebody who books all the same: the page for a refusal that carries until when in its details. */
export function pausedPage(visit: Visit, { details }: Refusal) {
  const { page, community, now } = visit;
  const { noShowRule: rule, contact } = community.settings;
  const until = typeof details?.until === "number" ? details.until : minuteOf(now);
  const back = `${community.base}/meetings`;
  return <PausedPage page={page} rule={rule} until={whenOf(visit, until, 0)} contact={contact} back={back} />;
}
