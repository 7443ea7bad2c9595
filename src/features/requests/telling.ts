import { sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Jobs } from "#platform/jobs/jobs.ts";
import { NONE, openTimesOfAll } from "../availability/index.ts";
import { blocked } from "../blocks/between.ts";
import type { Community } from "../communities/community.ts";
import { notify } from "../notifications/notify.ts";
import { fitOf, hasReason } from "./matching.ts";
import type { SupportRequest } from "./request.ts";
import { mostDaysAhead } from "./windows.ts";

/** How many providers hear of a request at once, of those for whom there is a reason. */
const mostTold = 20;

interface Listener {
  readonly id: string;
  readonly gender: string | null;
  readonly experiences: readonly string[];
}

/** The providers who may hear of a member's request: those who are here, take meetings, and have nothing to do with a block. */
async function listeners(trx: Scoped, memberId: string): Promise<Listener[]> {
  const { rows } = await sql<Listener>`
    select v.person_id as id, v.gender_id as gender, array(
      select option_id from provider_experiences e where e.provider_id = v.person_id) as experiences
    from providers v join people p on p.community_id = v.community_id and p.id = v.person_id
    where p.archived_at is null and 'provider' = any(p.roles) and v.paused_at is null and p.id <> ${memberId}
      and not ${blocked(sql.ref("p.id"), sql`${memberId}::uuid`)}
    order by v.person_id`.execute(trx);
  return rows;
}

interface Telling {
  readonly community: Community;
  /** The whole request, as its member sees it. */
  readonly request: SupportRequest;
  /** The version with which it was opened: nobody is told twice of one opening. */
  readonly opened: number;
  readonly now: Temporal.Instant;
}

/** Tells the providers whom a request suits best; where there is no reason for anybody, all of them. Gives how many. */
export async function tellBest(trx: Scoped, jobs: Jobs, telling: Telling): Promise<number> {
  const { community, request, now } = telling;
  const all = await listeners(trx, request.memberId);
  const from = minuteOf(now);
  const times = await openTimesOfAll(trx, {
    community,
    providerIds: request.windows.length > 0 ? all.map(({ id }) => id) : [],
    from,
    to: from + mostDaysAhead * 1_440,
    now: from,
  });
  const asked = {
    ...request,
    experiences: request.experiences.map(({ id }) => id),
    gender: request.gender?.id ?? null,
  };
  const best = all
    .map((offered) => ({
      id: offered.id,
      fit: fitOf(asked, { ...offered, free: times.get(offered.id) ?? NONE }),
    }))
    .filter(({ fit }) => hasReason(fit))
    .toSorted((one, other) => other.fit.score - one.fit.score)
    .slice(0, mostTold);
  return tell(trx, jobs, telling, best.length > 0 ? best : all);
}

/** Tells everybody who was not told of this opening yet. Gives how many there are, with those who were. */
export async function tellAll(trx: Scoped, jobs: Jobs, telling: Telling): Promise<number> {
  return tell(trx, jobs, telling, await listeners(trx, telling.request.memberId));
}

async function tell(
  trx: Scoped,
  jobs: Jobs,
  { community, request, opened }: Telling,
  to: readonly { id: string }[],
): Promise<number> {
  await notify(trx, jobs, {
    communityId: community.id,
    to: to.map(({ id }) => id),
    kind: "request",
    once: `requests.open.${request.id}.${opened}`,
    message: "requests.open",
    path: `/requests/${request.id}`,
  });
  return to.length;
}
