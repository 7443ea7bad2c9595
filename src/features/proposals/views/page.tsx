import type { Child } from "hono/jsx";
import { emptyForm, FormFaults, type FormState } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Heading, LinkRow } from "#ui/parts.tsx";
import { ReportLink } from "../../reports/link.tsx";
import type { pathsOf } from "../paths.ts";
import type { AgreedMeeting } from "../queries/meetings.ts";
import type { Proposal } from "../queries.ts";
import { State } from "./state.tsx";
import { TermsList, timeWords } from "./terms.tsx";

interface PageProps {
  page: Page;
  proposal: Proposal;
  /** Through whose eyes. */
  as: "provider" | "member" | "staff";
  names: { provider: string; member: string };
  paths: ReturnType<typeof pathsOf>;
  back: { href: string; label: string };
  /** What can be done with it here and now. */
  may: { edit: boolean; decide: boolean; schedule: boolean; block: string | null };
  meetings: readonly (AgreedMeeting & { href: string })[];
  /** What the two write to each other. */
  thread: Child;
  /** The form that accepts it. */
  accept: Child;
  form: FormState | undefined;
  refusal: string | undefined;
}

/** One proposal: what it says, what became of it, and once it is accepted everything the two go on with. */
export function ProposalPage(props: PageProps) {
  const { page, proposal, as, names, back, may, form, refusal } = props;
  const { t } = page;
  const title = as === "provider" ? t("proposals.own.title") : t("proposals.by", { name: names.provider });
  return (
    <Layout page={page} title={title} live={[`proposal:${proposal.id}`]}>
      <Heading title={title} lead={proposal.request.subject} back={back} />
      <FormFaults form={form ?? emptyForm} t={t} refusal={refusal} />
      <section class="card-plain mb-6 p-5">
        <div class="mb-3 flex flex-wrap items-center justify-between gap-2">
          <h2 class="text-base sm:text-lg">{t("proposals.terms")}</h2>
          <State page={page} state={proposal.state} />
        </div>
        <p class="mb-4 wrap-anywhere whitespace-pre-line">{proposal.text}</p>
        <TermsList page={page} terms={proposal} times={proposal.state === "open"} />
        <Outcome {...props} />
        {may.edit && <Editing {...props} />}
      </section>
      {may.decide && <section class="card-plain mb-6 p-5">{props.accept}</section>}
      {proposal.state === "accepted" && as !== "staff" && <Next {...props} />}
      {props.thread}
      {may.block && (
        <a href={may.block} class="link-plain inline-flex min-h-11 items-center gap-2 text-sm">
          <Icon name="lock" class="size-4" />
          {t("proposals.block", { name: as === "provider" ? names.member : names.provider })}
        </a>
      )}
      {as !== "staff" && (
        <p>
          <ReportLink page={page} kind="proposal" id={proposal.id} />
        </p>
      )}
    </Layout>
  );
}

function Outcome({ page: { t }, proposal: { state }, as }: PageProps) {
  if (as !== "provider" || (state !== "not_chosen" && state !== "declined")) return null;
  return (
    <p class="mt-4">{t(state === "declined" ? "proposals.declined.text" : "proposals.notChosen.text")}</p>
  );
}

function Editing({ page: { t, here }, paths }: PageProps) {
  const back = `?back=${encodeURIComponent(here)}`;
  return (
    <div class="mt-5 flex flex-wrap gap-2.5">
      <a id="edit" href={`${paths.edit}${back}`} data-turbo-frame="popup" class="btn">
        <Icon name="pencil" class="size-4" />
        {t("proposals.edit")}
      </a>
      <a id="withdraw" href={`${paths.withdraw}${back}`} data-turbo-frame="popup" class="btn">
        <Icon name="undo" class="size-4" />
        {t("proposals.withdraw")}
      </a>
    </div>
  );
}

const tones = { pending: "warn", unpaid: "warn", final: "good", cancelled: "plain" } as const;

function Next({ page, as, names, meetings, may, paths }: PageProps) {
  const { t } = page;
  const other = as === "provider" ? names.member : names.provider;
  return (
    <section class="mb-6" aria-labelledby="meetings-title">
      <h2 id="meetings-title" class="mb-3">
        {t("proposals.meetings", { name: other })}
      </h2>
      {meetings.length === 0 && (
        <p class="quiet mb-3">
          {t(as === "provider" ? "proposals.next.provider" : "proposals.next.member", { name: other })}
        </p>
      )}
      {meetings.length > 0 && (
        <ul class="mb-4 grid gap-2.5">
          {meetings.map((meeting) => (
            <li>
              <LinkRow
                href={meeting.href}
                icon="calendar"
                title={timeWords(page, meeting)}
                end={<Badge tone={tones[meeting.state]}>{t(`proposals.meeting.${meeting.state}`)}</Badge>}
              />
            </li>
          ))}
        </ul>
      )}
      {may.schedule && (
        <a href={paths.schedule} class="btn btn-primary">
          <Icon name="calendarPlus" class="size-5" />
          {t("proposals.schedule")}
        </a>
      )}
    </section>
  );
}
