import type { Child } from "hono/jsx";
import { emptyForm, FormFaults, type FormState } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Heading, Notice } from "#ui/parts.tsx";
import type { groupPaths } from "../paths.ts";
import type { SeriesLine } from "../queries/series.ts";
import type { Group } from "../queries.ts";
import { GroupDeeds, type GroupMay } from "./deeds.tsx";
import { Facts } from "./facts.tsx";
import { GroupHistory } from "./history.tsx";
import { SeriesDates } from "./series.tsx";

interface GroupProps {
  page: Page;
  group: Group;
  paths: ReturnType<typeof groupPaths>;
  may: GroupMay;
  /** Whether this person gives it or has a sure place. */
  sure: boolean;
  series: readonly SeriesLine[];
  door: Child;
  place: Child;
  /** What its hosts write for all. */
  thread: Child;
  roster: Child;
  /** What there is to do when it is over. */
  after: Child;
  /** The quiet ways to keep somebody away and to report. */
  apart: Child;
  form: FormState | undefined;
  refusal: string | undefined;
}

/** One group meeting: what it is about, when, where and with whom, one's place in it, and what its hosts say to all. */
export function GroupPage(props: GroupProps) {
  const { page, group, paths, may, series, form, refusal } = props;
  const { t } = page;
  const about = [...new Set([group.experience?.name, group.topic])].filter(Boolean).join(" · ");
  return (
    <Layout page={page} title={group.name} live={[`meeting:${group.id}`]}>
      <Heading
        title={group.name}
        lead={about || undefined}
        back={
          props.sure
            ? { href: paths.own, label: t("nav.meetings") }
            : { href: paths.list, label: t("groups.title") }
        }
      />
      <FormFaults form={form ?? emptyForm} t={t} refusal={refusal} />
      {group.state === "cancelled" && <Cancelled page={page} group={group} />}
      {group.private && group.staff && (
        <Notice tone="warn" icon="lock">
          {t("groups.look")}
        </Notice>
      )}
      {group.private && !group.staff && (
        <p class="mb-4">
          <Badge>{t("groups.private")}</Badge>
        </p>
      )}
      <Facts page={page} group={group} sure={props.sure} />
      {props.place}
      {props.door}
      <GroupDeeds page={page} may={may} paths={paths} />
      {props.after}
      {props.thread}
      {props.roster}
      <SeriesDates page={page} series={series} current={group.id} />
      {may.history && <GroupHistory page={page} group={group} />}
      {props.apart}
    </Layout>
  );
}

function Cancelled({ page, group }: { page: Page; group: Group }) {
  const reason = group.events.findLast(({ kind }) => kind === "cancelled")?.detail.reason;
  return (
    <Notice tone="warn" icon="alert">
      <p class="font-semibold">{page.t("groups.cancelled")}</p>
      {reason && <p class="whitespace-pre-line">“{reason}”</p>}
    </Notice>
  );
}
