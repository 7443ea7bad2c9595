import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { Attendance } from "../rules.ts";

interface OwnProps {
  page: Page;
  came: Attendance;
  /** Who gave it. */
  names: string;
  contact: string;
}

/** What is written down of somebody's own coming, and whom to ask when that is wrong. */
export function OwnAttendance({ page: { t }, came, names, contact }: OwnProps) {
  return (
    <p class="card-plain mb-6 flex items-start gap-3 p-5">
      <Icon name={came === "attended" ? "check" : "info"} class="text-primary mt-0.5 size-5" />
      <span>{t(`attendance.own.${came}`, { names, contact })}</span>
    </p>
  );
}
