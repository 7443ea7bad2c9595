import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading, LinkRow } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { span, zoneName } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { MeetingLine } from "../queries.ts";
import type { MeetingState } from "../rules.ts";

interface ListProps {
  page: Page;
  which: "coming" | "past";
  meetings: readonly MeetingLine[];
  paths: {
    coming: string;
    past: string;
    book: string;
    waits: string;
    meeting: (meeting: MeetingLine) => string;
  };
}

/** A person's own meetings, given and received. */
export function MeetingsPage({ page, which, meetings, paths }: ListProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("nav.meetings")}>
      <Heading
        title={t("nav.meetings")}
        lead={t("layout.timesIn", { zone: zoneName(page.zone, page.now) })}
      />
      <nav aria-label={t("meetings.which")} class="mb-5 flex flex-wrap items-center gap-2">
        {(["coming", "past"] as const).map((tab) => (
          <a
            href={paths[tab]}
            aria-current={tab === which ? "page" : undefined}
            class={`btn btn-sm ${tab === which ? "btn-primary" : ""}`}
          >
            {t(`meetings.${tab}`)}
          </a>
        ))}
        <a href={paths.waits} class="link-plain inline-flex min-h-11 items-center gap-1.5 text-sm sm:ml-auto">
          <Icon name="bell" class="size-4" />
          {t("waits.link.list")}
        </a>
      </nav>
      {meetings.length === 0 ? (
        <Empty icon="calendar" title={t(`meetings.empty.${which}`)}>
          {which === "coming" && (
            <a href={paths.book} class="btn btn-primary mt-2">
              {t("nav.home")}
            </a>
          )}
        </Empty>
      ) : (
        <MeetingRows page={page} meetings={meetings} to={paths.meeting} />
      )}
    </Layout>
  );
}

/** Meetings one below the other, each leading to its page. */
export function MeetingRows({
  page,
  meetings,
  to,
}: {
  page: Page;
  meetings: readonly MeetingLine[];
  to: (meeting: MeetingLine) => string;
}) {
  return (
    <ul class="grid gap-3">
      {meetings.map((meeting) => (
        <li>
          <LinkRow
            href={to(meeting)}
            icon={meeting.group ? "users" : (wayIcon[meeting.way ?? ""] ?? "calendar")}
            title={span(instantOf(meeting.start), instantOf(meeting.end), page.zone, page.now)}
            detail={<Line page={page} meeting={meeting} />}
            end={<Standing page={page} meeting={meeting} />}
          />
        </li>
      ))}
    </ul>
  );
}

function Line({ page, meeting }: { page: Page; meeting: MeetingLine }) {
  const names = meeting.others.map((person) => nameOf(person)).join(", ");
  const about = meeting.name || meeting.format;
  const parts = meeting.group
    ? [about, names ? page.t("meetings.with", { names }) : page.t("groups.byYou")]
    : [page.t("meetings.with", { names }), about];
  return <>{[...parts, meeting.location].filter(Boolean).join(" · ")}</>;
}

function Standing({ page, meeting }: { page: Page; meeting: MeetingLine }) {
  const { state, standing } = meeting;
  if (state === "cancelled" || standing === "sure") return <State page={page} state={state} />;
  return <Badge tone="warn">{page.t(`groups.standing.${standing}`)}</Badge>;
}

export function State({ page, state }: { page: Page; state: MeetingState }) {
  if (state === "final") return null;
  return <Badge tone={state === "cancelled" ? "plain" : "warn"}>{page.t(`meetings.state.${state}`)}</Badge>;
}
