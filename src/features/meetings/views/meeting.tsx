import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { emptyForm, FormFaults, type FormState } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Fact, Heading, Notice } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { minutesAsWords, span, zoneName } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { Meeting } from "../queries.ts";
import { Deeds, type Possible } from "./deeds.tsx";
import { History } from "./history.tsx";
import { State } from "./list.tsx";
import { MoneyAfter, Price, WaitsForPayment } from "./money.tsx";

interface MeetingProps {
  page: Page;
  meeting: Meeting;
  may: Possible;
  /** Whether this is one of the meeting's own people. */
  own: boolean;
  paths: { list: string; calendar: string; cancel: string; confirm: string };
  /** The way into its room. */
  door: Child;
  /** Who came, for who can say so. */
  roster: Child;
  /** What there is when it is over. */
  after: Child;
  /** What its people write to each other. */
  thread: Child;
  /** The others of its series. */
  series: Child;
  /** The quiet way to keep the other one away. */
  apart: Child;
  form: FormState | undefined;
  refusal: string | undefined;
}

/** One meeting: when, where, with whom, what was written, and what can be done with it. */
export function MeetingPage(props: MeetingProps) {
  const { page, meeting, may, own, paths, door, roster, after, thread, series, apart, form, refusal } = props;
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
      <WaitsForPayment
        page={page}
        meeting={meeting}
        pay={may.pay}
        payer={meeting.members.map(nameOf).join(", ")}
      />
      {meeting.private && !own && (
        <Notice tone="warn" icon="lock">
          {t("meetings.look")}
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
        <Place meeting={meeting} />
        <Price page={page} meeting={meeting} />
        <People page={page} meeting={meeting} />
      </section>
      {door}
      <Topic page={page} meeting={meeting} />
      <Deeds page={page} meeting={meeting} may={may} paths={paths} />
      {series}
      {roster}
      {after}
      {thread}
      <History page={page} meeting={meeting} looks={own} />
      {apart}
    </Layout>
  );
}

function Cancelled({ page, meeting }: { page: Page; meeting: Meeting }) {
  const event = meeting.events.findLast(({ kind }) => kind === "cancelled" || kind === "expired");
  const reason = event?.detail.reason;
  const expired = event?.kind === "expired";
  return (
    <Notice tone="warn" icon="alert">
      <p class="font-semibold">{page.t(expired ? "meetings.expired.text" : "meetings.cancelled.text")}</p>
      <MoneyAfter page={page} meeting={meeting} />
      {reason && <p class="whitespace-pre-line">“{reason}”</p>}
    </Notice>
  );
}

function Place({ meeting: { location } }: { meeting: Meeting }) {
  if (!location) return null;
  return (
    <div class="mt-4 flex items-start gap-3">
      <Icon name={wayIcon[location.way] ?? "mapPin"} class="text-primary mt-0.5 size-6" />
      <div>
        <p class="font-medium">{location.name}</p>
        {location.details && <p class="quiet text-sm whitespace-pre-line">{location.details}</p>}
      </div>
    </div>
  );
}

function People({ page, meeting }: { page: Page; meeting: Meeting }) {
  const { t } = page;
  return (
    <dl class="mt-4 grid gap-3 sm:grid-cols-2">
      <Fact label={t("meetings.provider")}>{nameOf(meeting.provider)}</Fact>
      {meeting.members.map((member) => (
        <Fact label={t("meetings.member")}>{nameOf(member)}</Fact>
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
          <Fact label={label} written>
            {answer.join(", ")}
          </Fact>
        ))}
      </dl>
    </section>
  );
}
