import { type Actor, type Outcome, ok, refuse } from "#platform/action.ts";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { pauseOf } from "../attendance/paused.ts";
import type { Community } from "../communities/community.ts";
import { faultsOf, given } from "./answers.ts";
import * as queries from "./queries.ts";
import { mayBookService } from "./rules.ts";

interface Wanted {
  readonly formatId: string;
  readonly serviceId: string;
  readonly providerId: string;
  readonly draftId?: string | undefined;
}

/** Everything of a booking but its time. */
export interface Ready {
  readonly memberId: string;
  readonly community: Community;
  readonly format: queries.Format;
  readonly service: { readonly id: string };
  readonly draftId: string | null;
  readonly answers: queries.NewMeeting["answers"];
}

/**
 * Reads what a member wants to book, as it is now, and asks every rule that does not depend on the time. One statement. Refuses:
 * gone (format, service or draft), self, not_assigned, unanswered, and paused after missed meetings, until the epoch minute in
 * `details`.
 */
export async function readyToBook(
  trx: Scoped,
  actor: Actor,
  wanted: Wanted,
  now: Temporal.Instant,
): Promise<Outcome<Ready, "gone" | "self" | "not_assigned" | "unanswered" | "paused">> {
  const memberId = actor.id;
  const chosen = await queries.chosenInCommunity(trx, actor, {
    format: wanted.formatId,
    service: wanted.serviceId,
    draft: wanted.draftId,
  });
  if (!memberId || !chosen?.service || (wanted.draftId && !chosen.draft)) return refuse("gone");
  if (wanted.providerId === memberId) return refuse("self");
  const { community, format, service, questions } = chosen;
  const until = pauseOf(chosen.missed, community.settings.noShowRule, minuteOf(now));
  if (until !== null) return refuse("paused", { details: { until } });
  if (!mayBookService(community.settings, service)) return refuse("not_assigned");
  const typed = chosen.draft?.answers ?? {};
  if (Object.keys(faultsOf(questions, typed)).length > 0) return refuse("unanswered");
  return ok({
    memberId,
    community,
    format,
    service,
    draftId: chosen.draft?.id ?? null,
    answers: questions.map((question, position) => ({
      questionId: question.id,
      position,
      label: question.label,
      answer: given(question, typed),
    })),
  });
}
