import type { Role } from "#platform/action.ts";
import type { Translate } from "../words/translate.ts";

export type Look = "system" | "light" | "dark";

/** What every view is given: words, who looks, and where. Views decide nothing with it but how to show things. */
export interface Page {
  readonly t: Translate;
  /** Path and query of this page, for links that come back to it. */
  readonly here: string;
  readonly look: Look;
  readonly demo: boolean;
  readonly account: { readonly name: string; readonly email: string } | null;
  readonly community: {
    readonly name: string;
    readonly base: string;
    /** What of Kith it uses. */
    readonly modules: Readonly<Record<"requests" | "payments" | "groups" | "rooms" | "points", boolean>>;
  } | null;
  readonly roles: ReadonlySet<Role>;
  /** How many notices wait, 100 at most; null for who does not belong to a community here. */
  readonly unread: number | null;
  /** Nothing that others see over a shoulder or in a history says what this page is. */
  readonly discreet: boolean;
  /** Where somebody discreet is taken who must leave at once. */
  readonly quickExit: string;
  /** IANA zone in which this person reads times. */
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** Marks when this page was asked for, to hear later of what has changed since. */
  readonly stamp: string;
  /** A short message about what was just done, shown once. */
  readonly notice: string | null;
}
