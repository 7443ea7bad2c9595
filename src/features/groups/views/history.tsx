import type { Page } from "#ui/page.ts";
import { Happenings } from "../../meetings/views/happenings.tsx";
import type { Group } from "../queries.ts";

const words = {
  planned: "groups.event.planned",
  moved: "meetings.event.moved",
  changed: "groups.event.changed",
  cancelled: "meetings.event.cancelled",
} as const;

/** What happened to a group meeting, and who looked at a private one although it is not theirs: for its hosts and coordinators. */
export const GroupHistory = ({ page, group }: { page: Page; group: Group }) => (
  <Happenings page={page} words={words} events={group.events} looks={group.hosting ? group.looks : []} />
);
