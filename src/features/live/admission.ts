import type { Context } from "hono";
import type { Role } from "#platform/action.ts";
import { inCommunity } from "#platform/database/scope.ts";
import type { Web } from "#platform/http/web.ts";
import { communityOf } from "../communities/community.ts";
import { noteHere } from "../rooms/presence.ts";
import { arrival, personOf } from "../visits/queries.ts";
import { sessionToken } from "../visits/session.ts";

/** Whom a session lets listen in a community. */
export interface Admitted {
  readonly communityId: string;
  readonly personId: string;
  readonly roles: ReadonlySet<Role>;
}

/** Asks anew whether the session still lives and its person still belongs; why not, when not. Holds no connection afterwards. */
export async function admission(
  c: Context<Web>,
  slug: string,
): Promise<Admitted | "signed out" | "no member"> {
  const { db, clock } = c.get("platform");
  const { account, community } = await arrival(db, sessionToken(c), slug);
  if (!account) return "signed out";
  if (!community) return "no member";
  const { id: communityId, settings } = communityOf(community);
  const person = await inCommunity(db, communityId, async (trx) => {
    const found = await personOf(trx, account);
    // Who listens looks at a page, of whatever kind; that they are here is all that is noted, and only where others can see it.
    if (found && settings.modules.rooms)
      await noteHere(trx, { communityId, personId: found.id, now: clock.now() });
    return found;
  });
  if (!person) return "no member";
  return { communityId, personId: person.id, roles: new Set(person.roles) };
}
