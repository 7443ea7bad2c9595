import { instantOf } from "#platform/clock.ts";
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
  paths: { coming: string; past: string; book: string; meeting: (id: string) => string };
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
      <nav aria-label={t("meetings.which")} class="mb-5 flex gap-2">
        {(["coming", "past"] as const).map((tab) => (
          <a
            href={paths[tab]}
            aria-current={tab === which ? "page" : undefined}
            class={`btn btn-sm ${tab === which ? "btn-primary" : ""}`}
          >
            {t(`meetings.${tab}`)}
          </a>
        ))}
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
        <ul class="grid gap-3">
          {meetings.map((meeting) => (
            <li>
              <LinkRow
                href={paths.meeting(meeting.id)}
                icon={wayIcon[meeting.way ?? ""] ?? "calendar"}
                title={span(instantOf(meeting.start), instantOf(meeting.end), page.zone, page.now)}
                detail={<Line page={page} meeting={meeting} />}
                end={<State page={page} state={meeting.state} />}
              />
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}

function Line({ page, meeting }: { page: Page; meeting: MeetingLine }) {
  const others = meeting.others.map((person) => nameOf(person));
  return (
    <>
      {page.t("meetings.with", { names: others.join(", ") })} · {meeting.name || meeting.format}
      {meeting.location && ` · ${meeting.location}`}
    </>
  );
}

export function State({ page, state }: { page: Page; state: MeetingState }) {
  if (state === "final") return null;
  return <Badge tone={state === "cancelled" ? "plain" : "warn"}>{page.t(`meetings.state.${state}`)}</Badge>;
}
