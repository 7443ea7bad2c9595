import type { Child } from "hono/jsx";
import { moneyWords } from "#platform/money.ts";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Heading, Notice } from "#ui/parts.tsx";
import { whenOf } from "#ui/when.ts";
import type { GivenMeeting, PaymentOfPlace, PlaceLine } from "../queries/meeting.ts";
import { Figures } from "./definitions.tsx";
import { momentWords, None } from "./meetings.tsx";

interface MeetingDataProps {
  page: Page;
  meeting: GivenMeeting;
  paths: {
    /** The list of meetings. */
    list: string;
    /** The meeting's own page, where it is changed and attendance is said. */
    meeting: string;
    /** Where its people write to each other. */
    messages: string;
  };
  /** What was said of it. */
  feedback: Child;
}

/** The data of one meeting, for who gives it: what it was, who had a place and came, what was said and paid. */
export function MeetingDataPage({ page, meeting, paths, feedback }: MeetingDataProps) {
  const { t, now } = page;
  const { registered, attended, noShow, start, end, state } = meeting;
  const over = end * 60_000 <= now.epochMilliseconds;
  const rest = {
    term: over ? ("unsaid" as const) : ("toCome" as const),
    value: registered - attended - noShow,
  };
  return (
    <Layout page={page} title={`${meeting.name} · ${t("metrics.title")}`} wide>
      <Heading
        title={meeting.name}
        lead={whenOf(page, start, end - start)}
        back={{ href: paths.list, label: t("metrics.tab.meetings") }}
      />
      {state !== "final" && (
        <Notice tone={state === "cancelled" ? "warn" : "info"} icon="alert">
          {t(`metrics.state.${state}.text`)}
        </Notice>
      )}
      <div class="mb-6 flex flex-wrap gap-2">
        <a href={paths.messages} class="btn btn-primary">
          <Icon name="message" class="size-4" />
          {t("metrics.meeting.write")}
        </a>
        <a href={paths.meeting} class="btn">
          <Icon name="calendar" class="size-4" />
          {t("metrics.meeting.open")}
        </a>
      </div>
      <div class="grid gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Facts page={page} meeting={meeting} />
        <section class="card-plain p-5" aria-labelledby="came-title">
          <h2 id="came-title" class="mb-3">
            {t("metrics.came")}
          </h2>
          <Figures
            page={page}
            list
            figures={[
              { term: "places", value: t("metrics.count", { count: registered }) },
              { term: "attended", value: t("metrics.count", { count: attended }) },
              { term: "noShow", value: t("metrics.count", { count: noShow }) },
              { ...rest, value: t("metrics.count", { count: rest.value }) },
            ]}
          />
        </section>
      </div>
      <div class="mt-6">
        <h2 class="mb-3">{t("metrics.roster")}</h2>
        {meeting.places.length === 0 ? (
          <p class="quiet">{t("metrics.roster.nobody")}</p>
        ) : (
          <Roster page={page} meeting={meeting} over={over} />
        )}
      </div>
      {(meeting.price || meeting.payments.length > 0) && (
        <div class="mt-6">
          <h2 class="mb-3">{t("metrics.payments")}</h2>
          <Payments page={page} payments={meeting.payments} />
        </div>
      )}
      <div class="mt-6">
        {meeting.feedback > 0 ? (
          feedback
        ) : (
          <section aria-labelledby="feedback-title">
            <h2 id="feedback-title" class="mb-2">
              {t("metrics.list.feedback")}
            </h2>
            <p class="quiet">{t("metrics.feedback.none")}</p>
          </section>
        )}
      </div>
    </Layout>
  );
}

function Facts({ page, meeting }: Pick<MeetingDataProps, "page" | "meeting">) {
  const { t } = page;
  const { type, topic, focus, hosts, format, location, seats, price } = meeting;
  const facts: [string, string][] = [
    [t("metrics.list.type"), type ?? ""],
    [t("metrics.list.topic"), topic],
    [t("metrics.list.focus"), focus],
    [t("metrics.list.host"), hosts.join(", ")],
    [t("metrics.meeting.format"), format],
    [t("metrics.meeting.place"), location ?? ""],
    [t("metrics.meeting.seats"), seats === null ? "" : t("metrics.count", { count: seats })],
    [t("metrics.meeting.price"), price ? moneyWords(price) : ""],
    [t("metrics.meeting.who"), meeting.private ? t("metrics.meeting.private") : ""],
  ];
  return (
    <section class="card-plain p-5" aria-labelledby="facts-title">
      <h2 id="facts-title" class="mb-3">
        {t("metrics.meeting.facts")}
      </h2>
      <dl class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <>
              <dt class="quiet">{label}</dt>
              <dd class="break-words">{value}</dd>
            </>
          ))}
      </dl>
    </section>
  );
}

const tones = { attended: "good", no_show: "warn" } as const;
const terms = { attended: "metrics.term.attended", no_show: "metrics.one.noShow" } as const;

function Roster({ page, meeting, over }: Pick<MeetingDataProps, "page" | "meeting"> & { over: boolean }) {
  const { t } = page;
  const moment = (minute: number | null) =>
    minute === null ? <None page={page} /> : momentWords(page, minute);
  const came = ({ attendance, state }: PlaceLine) => {
    if (attendance) return <Badge tone={tones[attendance]}>{t(terms[attendance])}</Badge>;
    return state === "registered" && over ? t("metrics.term.unsaid") : <None page={page} />;
  };
  return (
    <TableBox label={t("metrics.roster")}>
      <thead>
        <tr>
          {(["name", "came", "state", "since", "joined", "left"] as const).map((column) => (
            <th scope="col">{t(`metrics.roster.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {meeting.places.map((place) => (
          <tr>
            <th scope="row" class="font-medium break-words">
              {place.name}
            </th>
            <td class="whitespace-nowrap">{came(place)}</td>
            <td>{t(`metrics.place.${place.state}`)}</td>
            <td class="whitespace-nowrap tabular-nums">{moment(place.since)}</td>
            <td class="whitespace-nowrap tabular-nums">{moment(place.joined)}</td>
            <td class="whitespace-nowrap tabular-nums">{moment(place.left)}</td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

function Payments({ page, payments }: { page: Page; payments: readonly PaymentOfPlace[] }) {
  const { t } = page;
  if (payments.length === 0) return <p class="quiet">{t("metrics.payments.none")}</p>;
  return (
    <TableBox label={t("metrics.payments")}>
      <thead>
        <tr>
          {(["name", "method", "amount", "paid", "returned"] as const).map((column) => (
            <th scope="col">{t(`metrics.payments.${column}`)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {payments.map(({ name, method, amount, currency, paid, returned, refund }) => (
          <tr>
            <th scope="row" class="font-medium break-words">
              {name}
            </th>
            <td>{t(`metrics.payments.${method}`)}</td>
            <td class="whitespace-nowrap tabular-nums">{moneyWords({ minor: amount, currency })}</td>
            <td class="whitespace-nowrap tabular-nums">
              {paid === null ? <None page={page} /> : momentWords(page, paid)}
            </td>
            <td class="tabular-nums">
              {returned === null || refund === null ? (
                <None page={page} />
              ) : (
                `${moneyWords({ minor: refund, currency })}, ${momentWords(page, returned)}`
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
