import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { emptyForm, FormFaults, type FormState } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { clockTime, dayName, minutesAsWords, span, zoneName } from "#ui/when.ts";
import { displayName } from "../../people/person.ts";
import type { Meeting, MeetingPerson } from "../queries.ts";
import { State } from "./list.tsx";

export interface Possible {
  change: boolean;
  confirm: boolean;
  /** Why it cannot be changed, as finished words. */
  why: string | null;
  /** The way into an online meeting, or when it will be shown. */
  door: { open: boolean; address: string } | null;
}

interface MeetingProps {
  page: Page;
  meeting: Meeting;
  may: Possible;
  paths: { list: string; calendar: string; cancel: string; move: string; confirm: string };
  /** What its people write to each other. */
  thread: Child;
  /** The quiet way to keep the other one away. */
  apart: Child;
  form: FormState | undefined;
  refusal: string | undefined;
}

const nameOf = (person: MeetingPerson): string =>
  displayName({ firstName: person.first_name, lastName: person.last_name, email: person.email });

/** One meeting: when, where, with whom, what was written, and what can be done with it. */
export function MeetingPage({ page, meeting, may, paths, thread, apart, form, refusal }: MeetingProps) {
  const { t, zone, now } = page;
  const [start, end] = [instantOf(meeting.start), instantOf(meeting.end)];
  return (
    <Layout
      page={page}
      title={t("meetings.title", { name: nameOf(meeting.provider) })}
      live={[`meeting:${meeting.id}`]}
    >
      <Heading
        title={t("meetings.title", { name: nameOf(meeting.provider) })}
        lead={[meeting.format.name, meeting.service?.code ?? meeting.name].filter(Boolean).join(" · ")}
        back={{ href: paths.list, label: t("nav.meetings") }}
      />
      <FormFaults form={form ?? emptyForm} t={t} refusal={refusal} />
      {meeting.state === "cancelled" && <Cancelled page={page} meeting={meeting} />}
      {meeting.state === "pending" && (
        <Notice tone="warn" icon="clock">
          {t("meetings.pending.text", { name: nameOf(meeting.provider) })}
        </Notice>
      )}
      <section class="card-plain mb-6 p-5">
        <p class="flex items-start gap-3 text-lg font-semibold">
          <Icon name="calendar" class="text-primary mt-0.5 size-6" />
          <span>
            {span(start, end, zone, now)}
            <span class="quiet block text-sm font-normal">
              {zoneName(zone, start)} · {minutesAsWords(meeting.end - meeting.start)}
            </span>
          </span>
          <span class="ml-auto">
            <State page={page} state={meeting.state} />
          </span>
        </p>
        <Place page={page} meeting={meeting} may={may} />
        <People page={page} meeting={meeting} />
      </section>
      <Topic page={page} meeting={meeting} />
      <Deeds page={page} meeting={meeting} may={may} paths={paths} />
      {thread}
      <History page={page} meeting={meeting} />
      {apart}
    </Layout>
  );
}

function Cancelled({ page, meeting }: { page: Page; meeting: Meeting }) {
  const event = meeting.events.findLast(({ kind }) => kind === "cancelled");
  const reason = event?.detail.reason;
  return (
    <Notice tone="warn" icon="alert">
      <p class="font-semibold">{page.t("meetings.cancelled.text")}</p>
      {reason && <p class="whitespace-pre-line">“{reason}”</p>}
    </Notice>
  );
}

function Place({ page, meeting, may }: { page: Page; meeting: Meeting; may: Possible }) {
  const { t } = page;
  const { location } = meeting;
  if (!location) return null;
  return (
    <div class="mt-4 flex items-start gap-3">
      <Icon name={wayIcon[location.way] ?? "mapPin"} class="text-primary mt-0.5 size-6" />
      <div>
        <p class="font-medium">{location.name}</p>
        {location.details && <p class="quiet text-sm whitespace-pre-line">{location.details}</p>}
        {may.door?.open && (
          <a href={may.door.address} rel="noreferrer" target="_blank" class="btn btn-primary mt-3">
            <Icon name="video" class="size-5" />
            {t("meetings.join")}
          </a>
        )}
        {may.door && !may.door.open && <p class="quiet text-sm">{t("meetings.join.later")}</p>}
      </div>
    </div>
  );
}

function People({ page, meeting }: { page: Page; meeting: Meeting }) {
  const { t } = page;
  return (
    <dl class="mt-4 grid gap-3 sm:grid-cols-2">
      <div>
        <dt class="quiet text-sm">{t("meetings.provider")}</dt>
        <dd class="font-medium">{nameOf(meeting.provider)}</dd>
      </div>
      {meeting.members.map((member) => (
        <div>
          <dt class="quiet text-sm">{t("meetings.member")}</dt>
          <dd class="font-medium">{nameOf(member)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Topic({ page, meeting }: { page: Page; meeting: Meeting }) {
  const answered = meeting.answers.filter(({ answer }) => answer.length > 0);
  if (answered.length === 0) return null;
  return (
    <section class="card-plain mb-6 p-5">
      <h2 class="mb-3">{page.t("meetings.topic")}</h2>
      <dl class="grid gap-4">
        {answered.map(({ label, answer }) => (
          <div>
            <dt class="quiet text-sm">{label}</dt>
            <dd class="break-words whitespace-pre-line">{answer.join(", ")}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Deeds({ page, meeting, may, paths }: Pick<MeetingProps, "page" | "meeting" | "may" | "paths">) {
  const { t } = page;
  if (meeting.state === "cancelled") return null;
  return (
    <section class="mb-6">
      <div class="flex flex-wrap gap-2.5">
        {may.confirm && (
          <form method="post" action={paths.confirm}>
            <input type="hidden" name="version" value={String(meeting.version)} />
            <button type="submit" class="btn btn-primary">
              <Icon name="check" class="size-4" />
              {t("meetings.confirm")}
            </button>
          </form>
        )}
        <a href={paths.calendar} class="btn" data-turbo="false" download>
          <Icon name="calendarPlus" class="size-4" />
          {t("meetings.calendarFile")}
        </a>
        {may.change && (
          <a href={paths.move} class="btn">
            <Icon name="clock" class="size-4" />
            {t("meetings.move")}
          </a>
        )}
        {may.change && (
          <a href={paths.cancel} class="btn">
            <Icon name="trash" class="size-4" />
            {t("meetings.cancel")}
          </a>
        )}
      </div>
      {may.why && <p class="quiet mt-3 text-sm">{may.why}</p>}
    </section>
  );
}

function History({ page, meeting }: { page: Page; meeting: Meeting }) {
  const { t, zone, now } = page;
  const words = {
    booked: "meetings.event.booked",
    moved: "meetings.event.moved",
    cancelled: "meetings.event.cancelled",
    confirmed: "meetings.event.confirmed",
  } as const;
  return (
    <details class="quiet text-sm">
      <summary class="cursor-pointer py-2">{t("meetings.history")}</summary>
      <ul class="mt-1 grid gap-1">
        {meeting.events.map((event) => {
          const at = Temporal.Instant.from(event.at);
          const key = words[event.kind as keyof typeof words];
          return key ? (
            <li>
              {dayName(at, zone, now)}, {clockTime(at, zone)}:{" "}
              {t(key, { name: event.name ?? "", told: event.name ? "yes" : "no" })}
            </li>
          ) : null;
        })}
      </ul>
    </details>
  );
}
