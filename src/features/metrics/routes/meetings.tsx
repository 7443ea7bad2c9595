import { type Context, Hono } from "hono";
import { instantOf } from "#platform/clock.ts";
import { csvAnswer } from "#platform/csv/answer.ts";
import { param, wanted } from "../../admin/index.ts";
import { receivedFeedback } from "../../feedback/section.tsx";
import { groupPath } from "../../groups/paths.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { type GivenMeeting, givenMeeting } from "../queries/meeting.ts";
import { allGivenMeetings, attendeesOf, type GivenLine, givenMeetings } from "../queries/meetings.ts";
import { daysOf, readMeetingSearch } from "../search.ts";
import { MeetingDataPage } from "../views/meeting.tsx";
import { MeetingListPage } from "../views/meetings.tsx";

/** The meetings that somebody gives, as a table, as a file, and one by one. */
export const meetingList = new Hono<CommunityWeb>();

const pathOf = ({ community }: Visit) => `${community.base}/dashboard/metrics/meetings`;

const asked = (c: Context<CommunityWeb>, zone: string) => {
  const search = readMeetingSearch(c.req.query());
  return { search, days: daysOf(search, zone) };
};

meetingList.get(
  "/dashboard/metrics/meetings",
  show("provider", async (visit, trx, c) => {
    const { id } = visit.actor;
    if (!id) return null;
    const { search, days } = asked(c, visit.zone);
    return (
      <MeetingListPage
        page={visit.page}
        path={pathOf(visit)}
        search={search}
        attendees={await attendeesOf(trx, id)}
        found={await givenMeetings(trx, id, { ...search, page: wanted(c).page }, days)}
      />
    );
  }),
);

meetingList.get(
  "/dashboard/metrics/meetings.csv",
  show("provider", async (visit, trx, c) => {
    const { id } = visit.actor;
    if (!id) return null;
    const { search, days } = asked(c, visit.zone);
    const lines = await allGivenMeetings(trx, id, search, days);
    return csvAnswer(c, tableOf(visit, lines), `${visit.community.slug}-meetings.csv`);
  }),
);

function tableOf({ t, zone }: Visit, lines: readonly GivenLine[]) {
  const clock = (minute: number) =>
    instantOf(minute)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" })
      .replace("T", " ");
  const header = [
    ...(["name", "type", "topic", "focus", "host"] as const).map((column) => t(`metrics.list.${column}`)),
    ...(["start", "end"] as const).map((column) => `${t(`metrics.list.${column}`)} (${zone})`),
    ...(["registered", "attended", "noShow"] as const).map((column) => t(`metrics.column.${column}`)),
    t("metrics.list.feedback"),
    t("metrics.list.state"),
  ];
  const rows = lines.map((line) => [
    ...[line.name, line.type, line.topic, line.focus, line.host, clock(line.start), clock(line.end)],
    ...[line.registered, line.attended, line.noShow, line.feedback].map(String),
    t(`metrics.state.${line.state}`),
  ]);
  return { header, rows };
}

meetingList.get(
  "/dashboard/metrics/meetings/:id",
  show("provider", async (visit, trx, c) => {
    const { id } = visit.actor;
    const meeting = id && (await givenMeeting(trx, id, param(c, "id")));
    if (!meeting) return null;
    return (
      <MeetingDataPage
        page={visit.page}
        meeting={meeting}
        paths={{ list: pathOf(visit), ...elsewhere(visit, meeting) }}
        feedback={await receivedFeedback(visit, trx, meeting.id)}
      />
    );
  }),
);

/** Two people who found each other by a proposal write to each other there. */
function elsewhere({ community: { base } }: Visit, { id, group, proposalId }: GivenMeeting) {
  const meeting = group ? groupPath(base, id) : `${base}/meetings/${id}`;
  return { meeting, messages: `${proposalId ? `${base}/proposals/${proposalId}` : meeting}#messages` };
}
