import { instantOf } from "#platform/clock.ts";
import { moneyWords } from "#platform/money.ts";
import type { Page } from "#ui/page.ts";
import { Badge, LinkRow } from "#ui/parts.tsx";
import { wayIcon } from "#ui/ways.ts";
import { span } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import { groupPath } from "../paths.ts";
import type { GroupLine } from "../queries/list.ts";

/** A group meeting as a row of a list: the whole of it leads to its page. */
export function GroupRow({ page, group }: { page: Page; group: GroupLine }) {
  const { t, zone, now, community } = page;
  const when = span(instantOf(group.start), instantOf(group.end), zone, now);
  return (
    <LinkRow
      href={groupPath(community?.base ?? "", group.id)}
      icon={wayIcon[group.way] ?? "users"}
      title={group.name}
      detail={
        <>
          <span class="text-base-content block font-medium tabular-nums">
            {group.times > 1 ? t("groups.times", { when, count: group.times }) : when}
          </span>
          <Details page={page} group={group} />
          <span class="mt-1.5 flex flex-wrap gap-1.5 empty:hidden">
            {marksOf(page, group).map(({ tone, text }) => (
              <Badge tone={tone}>{text}</Badge>
            ))}
          </span>
        </>
      }
    />
  );
}

function Details({ page, group }: { page: Page; group: GroupLine }) {
  const { t } = page;
  const about = [...new Set([group.experience, group.topic])].filter(Boolean).join(" · ");
  const where = group.location ?? t("groups.where.online");
  const price = group.price ? moneyWords(group.price) : t("groups.free");
  const hosts = t("meetings.with", { names: group.hosts.map(nameOf).join(", ") });
  return (
    <>
      {about && <span class="block">{about}</span>}
      <span class="block">{[hosts, where, price].join(" · ")}</span>
    </>
  );
}

interface Mark {
  readonly tone: "plain" | "good" | "warn" | "info";
  readonly text: string;
}

/** What somebody should know about a group meeting before they open it: how they stand with it, and whether there is room. */
export function marksOf({ t }: Page, group: GroupLine): Mark[] {
  const { hosting, free, times } = group;
  const standing = group.standing === "cancelled" ? null : group.standing;
  const marks: Mark[] = [];
  if (hosting) marks.push({ tone: "info", text: t("groups.byYou") });
  if (standing) {
    const tone = standing === "registered" ? "good" : "warn";
    marks.push({ tone, text: t(`groups.standing.${standing}`) });
  } else if (!hosting && times === 1 && free === 0) marks.push({ tone: "plain", text: t("groups.full") });
  else if (!hosting && times === 1 && free <= 3)
    marks.push({ tone: "plain", text: t("groups.few", { count: free }) });
  if (group.private) marks.push({ tone: "plain", text: t("groups.private") });
  return marks;
}
