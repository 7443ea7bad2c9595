import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { FormState } from "#ui/forms.tsx";
import { type AttendedMeeting, afterSection, doorSection, rosterSection } from "../attendance/section.tsx";
import { BlockLinks } from "../blocks/views.tsx";
import { threadSection } from "../messages/index.ts";
import { nameOf } from "../people/person.ts";
import { ReportLink } from "../reports/link.tsx";
import { seriesSection } from "../series/section.tsx";
import type { Visit } from "../visits/visit.ts";
import { pathsOf } from "./found.ts";
import type { Meeting } from "./queries.ts";
import { isIn, mayChange, movePath } from "./rules.ts";
import type { Possible } from "./views/deeds.tsx";
import { MeetingPage } from "./views/meeting.tsx";

interface Shown {
  /** Shows the messages before this number, and not the latest. */
  before?: number | null;
  /** A form of the page that came back, and why when that lies in no field. */
  form?: FormState;
  refusal?: string | undefined;
}

/** The page of a meeting that was found through the visitor, with what its people write to each other when they are one of them. */
export async function meetingPage(visit: Visit, trx: Scoped, meeting: Meeting, { refusal, ...shown }: Shown) {
  const paths = pathsOf(visit.community.base, meeting.id);
  const attended = attendedOf(meeting);
  return (
    <MeetingPage
      page={visit.page}
      meeting={meeting}
      may={possible(visit, meeting)}
      paths={paths}
      own={isIn(meeting, visit.actor.id)}
      door={await doorSection(visit, trx, attended)}
      roster={await rosterSection(visit, trx, attended)}
      after={await afterSection(visit, trx, attended)}
      thread={
        // Two people who found each other by a proposal have one place to write: there.
        meeting.proposal === null &&
        (await threadSection(visit, trx, { meetingId: meeting.id }, { path: paths.meeting, ...shown }))
      }
      series={await seriesSection(visit, trx, meeting)}
      apart={
        <>
          <BlockLinks
            page={visit.page}
            people={othersIn(meeting, visit.actor.id)}
            from={`meetings/${meeting.id}`}
          />
          {isIn(meeting, visit.actor.id) && <ReportLink page={visit.page} kind="meeting" id={meeting.id} />}
        </>
      }
      form={shown.form}
      refusal={refusal}
    />
  );
}

/** Without a place people meet in the way of the format, when it has but one. */
function attendedOf({ id, start, end, state, room, location, format }: Meeting): AttendedMeeting {
  const [only, ...others] = format.ways;
  const way = location?.way ?? (others.length === 0 ? only : undefined) ?? null;
  return { id, start, end, state, room, link: null, way, group: false };
}

/** With whom this person meets: members with the provider, the provider with each of them. Staff meet nobody here. */
function othersIn({ provider, members }: Meeting, personId: string | null) {
  const others =
    provider.id === personId ? members : members.some(({ id }) => id === personId) ? [provider] : [];
  return others.map((other) => ({ id: other.id, name: nameOf(other) }));
}

function possible({ actor, community, now, t }: Visit, meeting: Meeting): Possible {
  const minute = minuteOf(now);
  const paths = pathsOf(community.base, meeting.id);
  const verdict = mayChange(meeting, actor, community.settings, minute);
  const may = verdict === "may";
  const own = isIn(meeting, actor.id);
  const hosts = meeting.provider.id === actor.id;
  return {
    cancel: may,
    confirm: meeting.state === "pending" && hosts,
    move: movePath(meeting, { may, hosts, paths }),
    pay: meeting.state === "unpaid" && own && !hosts ? paths.pay : null,
    why: verdict === "too_late" ? t("meetings.tooLate", { contact: community.settings.contact }) : null,
    messages: meeting.proposal && own ? `${community.base}/proposals/${meeting.proposal.id}#messages` : null,
  };
}
