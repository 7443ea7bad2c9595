import { createHash } from "node:crypto";
import type { Money } from "#platform/money.ts";

/** A version of a proposal as it is remembered: its text only by a mark, since what was taken back need not be kept. */
export interface Version {
  version: number;
  textMark: string;
  minutes: number;
  price: Money;
  format: string;
  /** Its name; null while it is open. */
  place: string | null;
  /** Starts, in epoch minutes. */
  times: number[];
}

interface Shown {
  version: number;
  text: string;
  minutes: number;
  price: Money;
  format: { name: string };
  location: { name: string } | null;
  times: readonly { start: number }[];
}

/** What of a proposal is remembered of this version. */
export const remembered = (proposal: Shown): Version => ({
  version: proposal.version,
  textMark: createHash("sha256").update(proposal.text).digest("base64url"),
  minutes: proposal.minutes,
  price: proposal.price,
  format: proposal.format.name,
  place: proposal.location?.name ?? null,
  times: proposal.times.map(({ start }) => start),
});

/** One difference between two versions, with the value before and after where it can be said. */
export type Change =
  | { what: "text" | "times" }
  | { what: "minutes"; before: number; after: number }
  | { what: "price"; before: Money; after: Money }
  | { what: "format"; before: string; after: string }
  | { what: "place"; before: string | null; after: string | null };

/** What is different in a later version of a proposal. */
export function changesBetween(before: Version, after: Version): Change[] {
  const changes: Change[] = [];
  if (before.price.minor !== after.price.minor || before.price.currency !== after.price.currency)
    changes.push({ what: "price", before: before.price, after: after.price });
  if (before.minutes !== after.minutes)
    changes.push({ what: "minutes", before: before.minutes, after: after.minutes });
  if (before.format !== after.format)
    changes.push({ what: "format", before: before.format, after: after.format });
  if (before.place !== after.place) changes.push({ what: "place", before: before.place, after: after.place });
  if (before.times.join() !== after.times.join()) changes.push({ what: "times" });
  if (before.textMark !== after.textMark) changes.push({ what: "text" });
  return changes;
}
