import type { Context } from "hono";
import type { Actor } from "#platform/action.ts";
import { keep, kept } from "#platform/http/cookies.ts";
import type { Web } from "#platform/http/web.ts";
import type { Look, Page } from "#ui/page.ts";
import { isMessageKey, type Translate, translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import type { Community } from "../communities/community.ts";
import type { Person } from "../people/person.ts";
import type { AccountRow } from "./queries.ts";

export type Account = AccountRow;

/** One request inside a community: who came, as whom, and what their page is made of. */
export interface Visit {
  readonly community: Community;
  readonly account: Account | null;
  readonly person: Person | null;
  readonly actor: Actor;
  readonly page: Page;
  readonly t: Translate;
  /** IANA zone in which this person reads times. */
  readonly zone: string;
  readonly now: Temporal.Instant;
}

const plainWords = translator(defaultWords);

const isLook = (text: string | undefined): text is Look =>
  text === "light" || text === "dark" || text === "system";

interface PageParts {
  account?: Account | null;
  community?: Community | null;
  roles?: Actor["roles"];
  unread?: number | null;
  /** Unknown where nobody was asked for. */
  discreet?: boolean | undefined;
}

/** The page's frame. Needs no database, so that the pages for "no database" and crisis help have one too. */
export function pageFor(
  c: Context<Web>,
  { account = null, community = null, roles = new Set(), unread = null, discreet }: PageParts = {},
): Page {
  const { clock, config, demo } = c.get("platform");
  const t = community ? translator(community.words) : plainWords;
  const url = new URL(c.req.url);
  const look = kept(c, "look");
  const notice = kept(c, "notice");
  if (notice) c.header("Set-Cookie", "notice=; Path=/; Max-Age=0", { append: true });
  return {
    t,
    here: url.pathname + url.search,
    look: isLook(look) ? look : "system",
    demo,
    account: account && { name: account.name, email: account.email },
    community: community && {
      name: community.name,
      base: community.base,
      modules: community.settings.modules,
    },
    roles,
    unread,
    discreet: isDiscreet(c, discreet),
    quickExit: config.QUICK_EXIT_URL,
    zone: zoneOf(c, account, community),
    now: clock.now(),
    stamp: c.get("stamp"),
    notice: notice ? noticeWords(t, notice) : null,
  };
}

/** A message that was kept for this page, and the number it names, if it names one; null for what is no such message. */
function noticeWords(t: Translate, kept: string): string | null {
  const [key = "", number] = kept.split(" ");
  if (!isMessageKey(key) || !/^(notice|refusal)\./.test(key)) return null;
  return t(key, { number: number && /^\d{1,9}$/.test(number) ? number : "" });
}

/**
 * Discretion is asked for in a community, and the way to leave at once is on every page of this browser from then on: also where
 * nobody is signed in, or the database is gone.
 */
function isDiscreet(c: Context<Web>, asked: boolean | undefined): boolean {
  const known = kept(c, "quiet") !== undefined;
  if (asked && !known) keep(c, "quiet", "1");
  return asked ?? known;
}

function zoneOf(c: Context, account: Account | null, community: Community | null): string {
  const chosen = account?.zone ?? kept(c, "zone");
  return chosen && isZone(chosen) ? chosen : (community?.zone ?? "UTC");
}

/** Whether the runtime knows this IANA zone. */
export function isZone(text: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(text);
    return !/^[+-]/.test(text);
  } catch {
    return false;
  }
}
