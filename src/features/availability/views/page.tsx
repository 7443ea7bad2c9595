import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { clockTime, zoneName } from "#ui/when.ts";
import { displayName } from "../../people/person.ts";
import type { Desk } from "../desk.ts";
import type { Booked, Schedule } from "../queries/schedule.ts";
import type { Week } from "../week.ts";
import { Lists } from "./lists.tsx";
import { OutsideHours } from "./outside.tsx";
import { WeekView } from "./week.tsx";

interface AvailabilityPageProps {
  page: Page;
  desk: Desk;
  schedule: Schedule;
  week: Week;
  /** Days since 1970-01-01, in the provider's zone. */
  today: number;
  outside: readonly Booked[];
  mine: boolean;
  mayChange: boolean;
  meetingPath: (id: string) => string;
}

/** A provider's availability: the week, the same as lists, and what wants attention. */
export function AvailabilityPage(props: AvailabilityPageProps) {
  const { page, desk, schedule, outside, mine, mayChange, meetingPath } = props;
  const { t, community, now } = page;
  const { zone, paused, locked } = schedule.provider;
  const name = displayName(schedule.provider);
  const title = mine ? t("availability.title") : t("availability.title.of", { name });
  const back = { href: `${community?.base}/admin/providers/${schedule.provider.id}`, label: name };
  return (
    <Layout page={page} title={title} wide>
      <Heading
        title={title}
        lead={mine ? t("availability.lead") : undefined}
        back={mine ? undefined : back}
      />
      <p class="quiet mb-6 flex items-start gap-2">
        <Icon name="clock" class="mt-0.5 size-5" />
        <span>{t("availability.zone", { zone: zoneName(zone, now), time: clockTime(now, zone) })}</span>
      </p>
      {locked && (
        <Notice icon="lock">
          {t(mayChange ? "availability.locked.coordinator" : "availability.locked")}
        </Notice>
      )}
      {paused && (
        <Notice tone="warn" icon="alert">
          {t(mine ? "availability.paused" : "availability.paused.of", { name })}
        </Notice>
      )}
      {outside.length > 0 && (
        <OutsideHours
          page={page}
          title={t("availability.outside.title", { count: outside.length })}
          text={t("availability.outside.text")}
          meetings={outside}
          zone={zone}
          meetingPath={meetingPath}
        />
      )}
      <WeekView {...props} />
      <Lists page={page} desk={desk} schedule={schedule} mayChange={mayChange} today={props.today} />
    </Layout>
  );
}
