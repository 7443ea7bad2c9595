import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { clockTime, dayName } from "#ui/when.ts";
import { recordLook } from "../admin/looks.ts";
import type { Visit } from "../visits/visit.ts";
import { type Asked, feedbackOn, noteOn } from "./queries.ts";
import { changeableUntil, mayGiveFeedback } from "./rules.ts";
import { OwnFeedback, ReceivedFeedback } from "./views/feedback.tsx";
import { NoteCard } from "./views/notes.tsx";

/** What a member said of a meeting, or the way to say it; `asked` is theirs. */
export function ownFeedback({ page, now, zone }: Visit, asked: Asked, path: string) {
  const may = mayGiveFeedback(asked, minuteOf(now)) === "may" && asked.questions.length > 0;
  const until = asked.givenAt === null ? null : instantOf(changeableUntil(asked.givenAt));
  return (
    <OwnFeedback
      page={page}
      answers={asked.answers}
      path={may ? path : null}
      until={until && `${dayName(until, zone, now)}, ${clockTime(until, zone)}`}
    />
  );
}

/** What was said of a meeting, for who gave it and for coordinators. */
export async function receivedFeedback(visit: Visit, trx: Scoped, meetingId: string) {
  const { page, actor, now, zone } = visit;
  const said = await feedbackOn(trx, actor, meetingId);
  // Who gives the meeting was told it; a coordinator reads what was told to somebody else.
  if (said.length > 0 && actor.id && (await noteOn(trx, actor, meetingId)) === null) {
    const { communityId, id: personId } = actor;
    await recordLook(trx, { communityId, personId, kind: "meeting", recordId: meetingId, at: now });
  }
  const days = said.map(({ at }) => dayName(Temporal.Instant.from(at), zone, now));
  return <ReceivedFeedback page={page} said={said} days={days} />;
}

/** The own notes of who gives a meeting, while it stands or when there are some; null to everybody else. */
export async function noteSection(
  { page, actor }: Visit,
  trx: Scoped,
  { id, standing, path }: { id: string; standing: boolean; path: string },
) {
  const note = await noteOn(trx, actor, id);
  if (!note || (!standing && note.text === "")) return null;
  return <NoteCard page={page} text={note.text} path={path} />;
}
