import type { Context, Handler, MiddlewareHandler } from "hono";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Actor, Role } from "#platform/action.ts";
import { inCommunity, readInCommunity, type Scoped } from "#platform/database/scope.ts";
import { isFetchedAhead } from "#platform/http/ahead.ts";
import { keep } from "#platform/http/cookies.ts";
import { type Sent, sentForm } from "#platform/http/form.ts";
import type { Web } from "#platform/http/web.ts";
import { touch } from "#platform/live/touch.ts";
import type { MessageKey } from "../../words/translate.ts";
import { type Community, communityOf } from "../communities/community.ts";
import type { Person } from "../people/person.ts";
import { whoArrives } from "./arrival.ts";
import { claim, personOf, readHere } from "./queries.ts";
import { type Account, pageFor, type Visit } from "./visit.ts";

export interface CommunityWeb {
  Variables: Web["Variables"] & { community: Community; account: Account | null };
}

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
type Answer = Response | Html | null;

/** Stands before every route of a community: an unknown one answers "not found". */
export const arrive: MiddlewareHandler<CommunityWeb> = async (c, next) => {
  const { account, community } = await whoArrives(
    c as unknown as Context<Web>,
    c.req.param("community") ?? null,
  );
  if (!community) return c.notFound();
  c.set("community", communityOf(community));
  c.set("account", account);
  await next();
};

/** Who may come in. Without a role, anybody signed in; what a route shows of a record is decided by its query. */
export type Door = "anyone" | "signed in" | "belongs" | Role;

/**
 * A page: opens one read transaction in the community, finds the person, asks the door, and renders. `null` is "not found".
 * Who is not signed in is sent to sign in and comes back; who is and may not is told there is nothing here.
 */
export function show(
  door: Door,
  view: (visit: Visit, trx: Scoped, c: Context<CommunityWeb>) => Promise<Answer>,
): Handler<CommunityWeb> {
  return (c) =>
    readInCommunity(
      c.get("platform").db,
      c.get("community").id,
      async (trx) => {
        const visit = await visitOf(c, trx);
        return pass(door, visit) ? view(visit, trx, c) : refused(c, visit);
      },
      (answer) => respond(c, answer),
    );
}

/** A form that was sent: finds the person, asks the door, reads the form. The action opens its own transaction. */
export function submit(
  door: Door,
  handle: (visit: Visit, form: Sent, c: Context<CommunityWeb>) => Promise<Answer>,
): Handler<CommunityWeb> {
  return async (c) => {
    const { db } = c.get("platform");
    const visit = await inCommunity(db, c.get("community").id, (trx) => visitOf(c, trx));
    if (!pass(door, visit)) return respond(c, refused(c, visit));
    return respond(c, await handle(visit, await sentForm(c), c));
  };
}

/** After a form did its work: on to the next page, with a message shown there once. `number` is for messages that name one. */
export function goOn(c: Context<CommunityWeb>, to: string, notice?: MessageKey, number?: number): Response {
  if (notice) keepNotice(c, notice, number);
  return c.redirect(to, 303);
}

/** Has the next page say something. */
export const keepNotice = (c: Context<CommunityWeb>, notice: MessageKey, number?: number): void =>
  keep(c as unknown as Context<Web>, "notice", number === undefined ? notice : `${notice} ${number}`, 60);

async function visitOf(c: Context<CommunityWeb>, trx: Scoped): Promise<Visit> {
  const community = c.get("community");
  const account = c.get("account");
  const row = account ? await personOf(trx, account) : undefined;
  if (row && account && !row.account_id) await claim(trx, row.id, account.id);
  const person: Person | null = row
    ? {
        id: row.id,
        firstName: row.first_name,
        lastName: row.last_name,
        email: row.email,
        roles: new Set(row.roles),
      }
    : null;
  const actor: Actor = {
    communityId: community.id,
    id: person?.id ?? null,
    roles: person?.roles ?? new Set(),
  };
  const page = pageFor(c as unknown as Context<Web>, {
    account,
    community,
    roles: actor.roles,
    unread: row ? await stillUnread(c, trx, row) : null,
    discreet: row?.discreet,
  });
  return { community, account, person, actor, page, t: page.t, zone: page.zone, now: page.now };
}

/** Who is on the page that a notice leads to has read it; a page fetched ahead, in case somebody might click, is not read. */
async function stillUnread(
  c: Context<CommunityWeb>,
  trx: Scoped,
  { id, unread }: { id: string; unread: number },
): Promise<number> {
  if (unread === 0 || c.req.method !== "GET" || isFetchedAhead(c)) return unread;
  const path = c.req.path.slice(c.get("community").base.length);
  const seen = await readHere(trx, id, path, c.get("platform").clock.now());
  if (seen > 0) await touch(trx, { communityId: c.get("community").id, people: [id], about: ["bell"] });
  return unread - seen;
}

function pass(door: Door, { account, person, actor }: Visit): boolean {
  if (door === "anyone") return true;
  if (door === "signed in") return account !== null;
  if (door === "belongs") return person !== null;
  return actor.roles.has(door);
}

function refused(c: Context<CommunityWeb>, visit: Visit): Response | null {
  if (visit.account) return null;
  const back = c.req.method === "GET" ? visit.page.here : visit.community.base;
  return c.redirect(`/sign-in?next=${encodeURIComponent(back)}`, 303);
}

async function respond(c: Context<CommunityWeb>, answer: Answer): Promise<Response> {
  if (answer === null) return c.notFound();
  if (answer instanceof Response) return answer;
  // As bytes: a text would be measured and then turned into bytes anyway, which is twice the work.
  const page = Buffer.from(String(await answer));
  return c.body(page, { headers: { "Content-Type": "text/html; charset=UTF-8" } });
}
