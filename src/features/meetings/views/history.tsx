import type { Page } from "#ui/page.ts";
import type { Meeting } from "../queries.ts";
import { Happenings } from "./happenings.tsx";

const words = {
  booked: "meetings.event.booked",
  scheduled: "meetings.event.scheduled",
  moved: "meetings.event.moved",
  cancelled: "meetings.event.cancelled",
  confirmed: "meetings.event.confirmed",
  paid: "meetings.event.paid",
  expired: "meetings.event.expired",
} as const;

/** What happened to a meeting; to its own people also who looked at it although it is not theirs. */
export const History = ({ page, meeting, looks }: { page: Page; meeting: Meeting; looks: boolean }) => (
  <Happenings page={page} words={words} events={meeting.events} looks={looks ? meeting.looks : []} />
);
