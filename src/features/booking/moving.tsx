import { Hono } from "hono";
import { inCommunity, type Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import { locationsAt, WhyNoTimes } from "../availability/index.ts";
import { type Meeting, meetingOf, othersOf, pathsOf } from "../meetings/index.ts";
import { type CommunityWeb, goOn, show, submit } from "../visits/handlers.ts";
import type { Visit } from "../visits/visit.ts";
import { moveMeeting } from "./move.ts";
import { atText, readAt } from "./path.ts";
import { availabilityFor, type MonthOfTimes, monthOfTimes, nearestTo } from "./search.ts";
import { LocationsPage } from "./views/locations.tsx";
import { MovePage } from "./views/move.tsx";
import { TakenPage } from "./views/review.tsx";
import { TimesPage } from "./views/times.tsx";

/** Moving a meeting: another time with the same people, then the place, then one last look. */
export const moving = new Hono<CommunityWeb>();

/** A meeting of a service, which alone has free times to choose from. */
type Booked = Meeting & { service: NonNullable<Meeting["service"]> };

const isBooked = (meeting: Meeting): meeting is Booked => meeting.service !== null;

/** The meeting of an address, if it can move to another of its service's free times. */
async function movable(trx: Scoped, visit: Visit, id: string | undefined): Promise<Booked | null> {
  const meeting = await meetingOf(trx, visit, id);
  return meeting && isBooked(meeting) && meeting.state !== "cancelled" ? meeting : null;
}

/** The same question as in booking, as if the meeting were not there. */
const wantedFor = (meeting: Booked) => ({
  format: meeting.format.id,
  service: meeting.service.id,
  provider: meeting.provider.id,
  memberId: meeting.members[0]?.id ?? null,
  movedMeetingId: meeting.id,
});

moving.get(
  "/meetings/:id/move",
  show("belongs", async (visit, trx, c) => {
    const meeting = await movable(trx, visit, c.req.param("id"));
    if (!meeting) return null;
    const { month, day, view } = c.req.query();
    const found = await monthOfTimes(trx, visit, wantedFor(meeting), { month, day });
    return found && timesPage(visit, meeting, found, view === "list" ? "list" : "calendar");
  }),
);

function timesPage(visit: Visit, meeting: Booked, found: MonthOfTimes, view: "list" | "calendar") {
  const { page, community, t } = visit;
  const paths = pathsOf(community.base, meeting.id);
  const { calendar, days, chosenDay } = found;
  const linkTo = (query: Record<string, string | undefined>) => {
    const all = { view, month: calendar.month.text, ...query };
    return `?${new URLSearchParams(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined))}`;
  };
  return (
    <TimesPage
      page={page}
      back={paths.meeting}
      title={t("meetings.move.title")}
      service={t("meetings.move.lead", { when: whenOf(visit, meeting.start, meeting.end - meeting.start) })}
      merged={false}
      view={view}
      calendar={calendar}
      days={days}
      chosenDay={chosenDay}
      pathOf={({ at }) => movePath(paths.move, at)}
      linkTo={linkTo}
      previous={found.previous && linkTo({ month: found.previous })}
      next={found.next && linkTo({ month: found.next })}
      nothing={
        found.noTimes && (
          <WhyNoTimes
            page={page}
            name={othersOf(meeting, null)}
            found={{
              ...found.noTimes,
              alternatives: { ...found.noTimes.alternatives, others: [], generic: null },
            }}
            timePath={(at) => movePath(paths.move, at)}
            otherPath={() => paths.move}
            genericPath={() => paths.move}
          />
        )
      }
    />
  );
}

const movePath = (move: string, at: number, location?: string): string =>
  `${move}/${atText(at)}${location ? `/${location}` : ""}`;

moving.get(
  "/meetings/:id/move/:at",
  show("belongs", async (visit, trx, c) => {
    const found = await target(trx, visit, c.req.param());
    if (!found) return null;
    const { meeting, at, locations } = found;
    const { page, community } = visit;
    const paths = pathsOf(community.base, meeting.id);
    const same = locations.find(({ id }) => id === meeting.location?.id);
    if (same || locations.length === 0) return c.redirect(movePath(paths.move, at, same?.id ?? "none"));
    const when = whenOf(visit, at, meeting.end - meeting.start);
    const pathOf = ({ id }: { id: string }) => movePath(paths.move, at, id);
    return <LocationsPage page={page} back={paths.move} when={when} locations={locations} pathOf={pathOf} />;
  }),
);

moving.get(
  "/meetings/:id/move/:at/:location",
  show("belongs", async (visit, trx, c) => {
    const found = await target(trx, visit, c.req.param());
    if (!found) return null;
    const { meeting, at, locations } = found;
    const location = c.req.param("location") ?? "none";
    const { page, community } = visit;
    const minutes = meeting.end - meeting.start;
    return (
      <MovePage
        page={page}
        before={whenOf(visit, meeting.start, minutes)}
        after={whenOf(visit, at, minutes)}
        place={locations.find(({ id }) => id === location)?.name ?? null}
        hidden={{ at: String(at), location, version: String(meeting.version) }}
        paths={pathsOf(community.base, meeting.id)}
      />
    );
  }),
);

/** The meeting and the time an address speaks of, and where the two could meet then. */
async function target(trx: Scoped, visit: Visit, params: { id?: string; at?: string }) {
  const meeting = await movable(trx, visit, params.id);
  const at = readAt(params.at ?? "");
  if (!meeting || at === null) return null;
  const availability = await availabilityFor(trx, visit, wantedFor(meeting), at, at + 1);
  if (!availability) return null;
  return { meeting, at, locations: locationsAt(availability, meeting.provider.id, at) };
}

moving.post(
  "/meetings/:id/move",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, page, t } = visit;
    const meetingId = c.req.param("id") ?? "";
    const paths = pathsOf(community.base, meetingId);
    const location = form.text("location");
    const at = Number(form.text("at"));
    const input = {
      meetingId,
      version: form.text("version"),
      at,
      locationId: location === "none" ? null : location,
    };
    const moved = await moveMeeting(platform, actor, input);
    if (moved.ok) return goOn(c, paths.meeting, "notice.moved");
    if (moved.reason === "gone" || moved.reason === "invalid" || moved.reason === "not_allowed") return null;
    if (moved.reason !== "slot_taken") return goOn(c, paths.meeting, `refusal.${moved.reason}`);
    return inCommunity(platform.db, community.id, async (trx) => {
      const meeting = await movable(trx, visit, meetingId);
      if (!meeting) return null;
      c.status(409);
      return (
        <TakenPage
          page={page}
          title={t("booking.taken.gone.title")}
          text={t("booking.taken.gone.text")}
          kept={false}
          durationMinutes={meeting.end - meeting.start}
          nearest={(await nearestTo(trx, visit, wantedFor(meeting), at)).starts}
          pathOf={(start) => movePath(paths.move, start.at)}
          otherTimes={paths.move}
        />
      );
    });
  }),
);
