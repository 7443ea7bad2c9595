import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { FormState } from "#ui/forms.tsx";
import { afterSection, doorSection, rosterSection } from "../attendance/section.tsx";
import { BlockLinks } from "../blocks/views.tsx";
import { threadSection } from "../messages/index.ts";
import { nameOf } from "../people/person.ts";
import { ReportLink } from "../reports/link.tsx";
import { placeSection } from "../seats/section.tsx";
import type { Visit } from "../visits/visit.ts";
import { groupPaths } from "./paths.ts";
import { manages } from "./policy.ts";
import { meetingsOfSeries } from "./queries/series.ts";
import type { Group } from "./queries.ts";
import { GroupPage } from "./views/group.tsx";

interface Shown {
  before?: number | null;
  /** A form of the page that came back, and why when that lies in no field. */
  form?: FormState;
  refusal?: string | undefined;
}

/** The page of a group meeting that was found through the visitor. */
export async function groupPage(visit: Visit, trx: Scoped, group: Group, { refusal, ...shown }: Shown) {
  const { page, actor, community, now } = visit;
  const paths = groupPaths(community.base, group.id);
  const may = manages(actor, group);
  const coming = group.state === "final" && minuteOf(now) < group.end;
  const met = { ...group, group: true };
  const inside = group.hosting || group.standing === "registered";
  return (
    <GroupPage
      page={page}
      group={group}
      paths={paths}
      may={{
        change: may && coming,
        another: may && community.settings.modules.groups,
        calendar: inside && group.state === "final",
        history: may,
      }}
      sure={inside}
      series={group.seriesId ? await meetingsOfSeries(trx, actor, group.seriesId) : []}
      door={await doorSection(visit, trx, met)}
      place={await placeSection(visit, trx, group)}
      thread={
        inside && (await threadSection(visit, trx, { meetingId: group.id }, { path: paths.group, ...shown }))
      }
      roster={await rosterSection(visit, trx, met)}
      after={await afterSection(visit, trx, met)}
      apart={
        !group.hosting && (
          <>
            <BlockLinks page={page} people={hostsWhoMeet(group)} from={`groups/${group.id}`} />
            {!group.staff && <ReportLink page={page} kind="meeting" id={group.id} />}
          </>
        )
      }
      form={shown.form}
      refusal={refusal}
    />
  );
}

/** Whom somebody who has or had a place may want to keep away: those who give it. */
const hostsWhoMeet = ({ standing, host, coHosts }: Group) =>
  standing === null ? [] : [host, ...coHosts].map((person) => ({ id: person.id, name: nameOf(person) }));
