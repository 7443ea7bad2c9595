import { createHmac } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import { minuteOf } from "#platform/clock.ts";
import { inCommunity } from "#platform/database/scope.ts";
import type { Platform } from "#platform/http/web.ts";
import { localDate } from "../availability/zones.ts";
import type { Community } from "../communities/community.ts";
import { cellAt } from "./hours-of-week.ts";

/** A look for a free time that found none. */
export interface EmptySearch {
  readonly community: Pick<Community, "id" | "zone">;
  readonly personId: string;
  readonly serviceId: string;
  readonly formatId: string;
  /** Null: whoever is free. */
  readonly providerId: string | null;
  /** The start (epoch minutes) that somebody else had just taken; without it there was no time at all. */
  readonly wished?: number;
}

/** So many notes wait at a time; more are let go, since a crowd that finds nothing is known to be one by then. */
const mostWaiting = 500;

/** What this process wrote down already, so that reloads do not ask the database. */
const mostKnown = 20_000;

const known = new Set<string>();
let waiting = 0;
let last: Promise<void> = Promise.resolve();

/**
 * Writes down that somebody found no time, without writing who: reloads of one person on one day count once, and what one person
 * looks for on two days, or of two services, has nothing in common. It is done after the page, one note at a time on a connection
 * of its own, and what goes wrong is nobody's loss but the figures'.
 */
export function noteEmptySearch(platform: Platform, search: EmptySearch): void {
  const day = localDate(search.community.zone, minuteOf(platform.clock.now()));
  const once = onceOf(platform.secret, search, day);
  const key = once.toString("base64");
  if (known.has(key) || waiting >= mostWaiting) return;
  waiting += 1;
  last = last
    .then(() => nextTurn())
    .then(() => store(platform, search, { day, once }))
    .then(() => {
      if (known.size >= mostKnown) known.clear();
      known.add(key);
    })
    .catch((error: Error) => platform.log.warn({ error: error.message }, "a search was not counted"))
    .finally(() => {
      waiting -= 1;
    });
}

/** Tells reloads of one person on one day from the searches of others; only who has the installation's key could make it. */
function onceOf(secret: string, search: EmptySearch, day: number): Buffer {
  const { community, personId, serviceId, formatId, providerId, wished } = search;
  const what = [community.id, personId, day, serviceId, formatId, providerId, wished ?? null];
  return createHmac("sha256", secret)
    .update(`empty search ${JSON.stringify(what)}`)
    .digest()
    .subarray(0, 16);
}

async function store(
  { db }: Platform,
  { community, serviceId, formatId, providerId, wished }: EmptySearch,
  { day, once }: { day: number; once: Buffer },
): Promise<void> {
  const hour = wished === undefined ? null : cellAt(community.zone, wished);
  await inCommunity(db, community.id, (trx) =>
    sql`
      insert into empty_searches (community_id, on_day, once, service_id, format_id, provider_id, wished_hour)
      values (${community.id}, date '1970-01-01' + ${day}::int, ${once}, ${serviceId}, ${formatId}, ${providerId}, ${hour})
      on conflict do nothing`.execute(trx),
  );
}
