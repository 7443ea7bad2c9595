import { createHash } from "node:crypto";
import { createPace } from "#platform/csv/pace.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Change } from "./changes.ts";
import type { OpenedFile } from "./opened.ts";
import { changeParts, grouped, type Part, rowsOf, type TouchedMeeting } from "./parts.ts";
import { type Failure, storeReviewOf } from "./queries/imports.ts";
import { dropParts, storePart } from "./queries/parts.ts";
import type { Review } from "./review.ts";
import type { StoredReview } from "./stored-review.ts";

/** Two changes that write the same have the same fingerprint. Lets the process do other work meanwhile. */
export async function fingerprintOf(change: Change): Promise<string> {
  const hash = createHash("sha256");
  const pace = createPace();
  const step = 1_000;
  for (const part of changeParts) {
    const rows = rowsOf(change, part);
    hash.update(part);
    for (let from = 0; from < rows.length; from += step) {
      hash.update(JSON.stringify(rows.slice(from, from + step)));
      await pace();
    }
  }
  return hash.digest("hex");
}

/** What is kept of a review, in the order in which it was made. */
export interface Reviewed {
  readonly opened: OpenedFile;
  readonly review: Review;
  readonly meetings: readonly TouchedMeeting[];
  readonly fingerprint: string;
}

/** Keeps a review with its lists, in place of an earlier one. */
export async function keepReview(
  trx: Scoped,
  importId: string,
  reviewed: Reviewed,
  failure: Failure | null = null,
): Promise<void> {
  const { review, meetings, opened } = reviewed;
  const { ordered, groups } = grouped(review.findings);
  await dropParts(trx, importId);
  const lengths: Record<string, number> = {};
  const keep = async (part: Part, items: readonly unknown[]) => {
    if (items.length > 0) lengths[part] = items.length;
    await storePart(trx, importId, part, items);
  };
  for (const part of changeParts) await keep(part, rowsOf(review.change, part));
  await keep("findings", ordered);
  await keep("meetings", meetings);
  const { counts, errors, warnings, applicable, noChange } = review;
  const { rowCount, encoding, delimiter } = opened.file;
  const stored: StoredReview = {
    ...{ counts, errors, warnings, applicable, noChange, rowCount, encoding, delimiter, groups, lengths },
    fingerprint: reviewed.fingerprint,
  };
  await storeReviewOf(trx, importId, stored, failure);
}
