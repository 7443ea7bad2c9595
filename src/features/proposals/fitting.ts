import { sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { NONE, openTimesOfAll } from "../availability/index.ts";
import type { Community } from "../communities/community.ts";
import { fitOf } from "../requests/matching.ts";
import type { SupportRequest } from "../requests/request.ts";
import { mostDaysAhead } from "../requests/windows.ts";

/** Why somebody suits what a member asks for, as the member may know it. */
export interface Reasons {
  /** Names of lived experiences that are sought and told. */
  experiences: string[];
  /** The wanted gender, when it is the provider's. */
  gender: string | null;
  /** In how many of the wished times the provider has hours. */
  windows: number;
}

type Asked = Pick<SupportRequest, "experiences" | "gender" | "flexible" | "windows">;

/** The reasons of each of these providers, by the same measure that ranks requests for them. For the request's member alone. */
export async function reasonsOf(
  trx: Scoped,
  community: Community,
  request: Asked,
  providerIds: readonly string[],
  now: Temporal.Instant,
): Promise<Map<string, Reasons>> {
  if (providerIds.length === 0) return new Map();
  const { rows } = await sql<{ id: string; gender: string | null; experiences: string[] }>`
    select person_id as id, gender_id as gender, array(
      select option_id from provider_experiences e where e.provider_id = v.person_id) as experiences
    from providers v where person_id = any(${providerIds}::uuid[])`.execute(trx);
  const from = minuteOf(now);
  const asks = request.windows.length > 0 && !request.flexible;
  const free = await openTimesOfAll(trx, {
    community,
    providerIds: asks ? providerIds : [],
    from,
    to: from + mostDaysAhead * 24 * 60,
    now: from,
  });
  const asked = {
    ...request,
    experiences: request.experiences.map(({ id }) => id),
    gender: request.gender?.id ?? null,
  };
  return new Map(
    rows.map((offered) => {
      const fit = fitOf(asked, { ...offered, free: free.get(offered.id) ?? NONE });
      const names = request.experiences
        .filter(({ id }) => fit.experiences.includes(id))
        .map(({ name }) => name);
      const gender = fit.gender ? (request.gender?.name ?? null) : null;
      return [offered.id, { experiences: names, gender, windows: fit.windows }];
    }),
  );
}
