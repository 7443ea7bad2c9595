import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Meeting } from "../meetings/queries.ts";
import type { Visit } from "../visits/visit.ts";
import { seriesPaths } from "./paths.ts";
import { seriesOf } from "./queries.ts";
import { cancellable } from "./rules.ts";
import { SeriesSection } from "./views/section.tsx";

/** What a meeting is one of, and what can be done with the whole of it; nothing for one that stands alone. */
export async function seriesSection(visit: Visit, trx: Scoped, meeting: Meeting) {
  if (meeting.seriesId === null) return null;
  const { page, community, actor, now } = visit;
  const meetings = await seriesOf(trx, meeting.id);
  const from = meetings.find(({ id }) => id === meeting.id);
  if (!from || meetings.length < 2) return null;
  const { provider, members } = meeting;
  const asked = { from, provider, members, actor, settings: community.settings, now: minuteOf(now) };
  const cancels = (part: "rest" | "all") => cancellable(meetings, { ...asked, part }).cancels.length;
  const paths = seriesPaths(community.base, meeting.id);
  const [rest, all] = [cancels("rest"), cancels("all")];
  const waiting = meetings.filter(({ state, end }) => state === "pending" && end > minuteOf(now)).length;
  return (
    <SeriesSection
      page={page}
      meetings={meetings}
      thisId={meeting.id}
      pathOf={(id) => seriesPaths(community.base, id).meeting}
      // To cancel one is said beside the meeting itself.
      cancelRest={rest > 1 && rest < all ? paths.cancel("rest") : null}
      cancelAll={all > 1 ? paths.cancel("all") : null}
      confirm={provider.id === actor.id && waiting > 0 ? { path: paths.confirm, count: waiting } : null}
    />
  );
}
