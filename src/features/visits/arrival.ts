import type { Context } from "hono";
import type { Web } from "#platform/http/web.ts";
import { type Arrival, arrival, prolong } from "./queries.ts";
import { keepSession, sessionToken } from "./session.ts";

/** Who comes, and into which community: one statement, and once a day a second that prolongs the session. */
export async function whoArrives(c: Context<Web>, slug: string | null): Promise<Omit<Arrival, "aging">> {
  const { db } = c.get("platform");
  const token = sessionToken(c);
  const { account, community, aging } = await arrival(db, token, slug);
  if (token && aging && (await prolong(db, token))) await keepSession(c, token);
  return { account, community };
}
