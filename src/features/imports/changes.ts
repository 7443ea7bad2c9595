import { eachAtPace } from "#platform/csv/pace.ts";
import type { Certification, Enrollment, Member, Provider, Service } from "./programme.ts";

/** What is not in a replacing file is removed (archived); a merging file only adds and changes. */
export type Mode = "replace" | "merge";

/** Rows that exist or do not, and have nothing to change. */
export type Pairs<Row> = { added: readonly Row[]; removed: readonly Row[] };

/** Whole rows before and after, and which fields differ. */
export type Changed<Row> = { before: Row; after: Row; fields: readonly (keyof Row & string)[] };

export type Delta<Row> = Pairs<Row> & { changed: readonly Changed<Row>[] };

/**
 * Everything an import or a plan does, as rows by their keys, to be written in one transaction and undone by writing
 * `reversed`. Plain data that survives JSON.
 */
export type Change = {
  services: Delta<Service>;
  providers: Delta<Provider>;
  certifications: Pairs<Certification>;
  members: Delta<Member>;
  enrollments: Pairs<Enrollment>;
};

const noPairs = { added: [], removed: [] };
const noDelta = { ...noPairs, changed: [] };

export const noChange: Change = {
  services: noDelta,
  providers: noDelta,
  certifications: noPairs,
  members: noDelta,
  enrollments: noPairs,
};

/** The change that takes this one back. */
export function reversed(change: Change): Change {
  return {
    services: reversedDelta(change.services),
    providers: reversedDelta(change.providers),
    certifications: reversedPairs(change.certifications),
    members: reversedDelta(change.members),
    enrollments: reversedPairs(change.enrollments),
  };
}

function reversedPairs<Row>({ added, removed }: Pairs<Row>): Pairs<Row> {
  return { added: removed, removed: added };
}

function reversedDelta<Row>(delta: Delta<Row>): Delta<Row> {
  const changed = delta.changed.map(({ before, after, fields }) => ({
    before: after,
    after: before,
    fields,
  }));
  return { ...reversedPairs(delta), changed };
}

/** Whether nothing at all would be written. */
export function isNoChange(change: Change): boolean {
  const deltas = [change.services, change.providers, change.members];
  const pairs = [...deltas, change.certifications, change.enrollments];
  return (
    deltas.every(({ changed }) => changed.length === 0) &&
    pairs.every(({ added, removed }) => added.length === 0 && removed.length === 0)
  );
}

/** The rows after an import, and how they differ from those before. */
export type Compared<Row> = { after: readonly Row[]; delta: Delta<Row>; unchanged: number };

/**
 * Compares the rows of a file with those there are, letting the process do other work meanwhile. `merged` gives the row that a file's row makes of the one there is
 * (or of none), `differing` the fields in which two rows of one key differ.
 */
export async function compare<FileRow, Row>(
  before: readonly Row[],
  file: readonly FileRow[],
  mode: Mode,
  how: {
    keyOf: (row: Row | FileRow) => string;
    merged: (row: FileRow, before: Row | undefined) => Row;
    differing: (before: Row, after: Row) => (keyof Row & string)[];
  },
): Promise<Compared<Row>> {
  const rest = new Map<string, Row>();
  await eachAtPace(before, (row) => rest.set(how.keyOf(row), row));
  const added: Row[] = [];
  const changed: Changed<Row>[] = [];
  const after: Row[] = [];
  let unchanged = 0;
  await eachAtPace(file, (row) => {
    const key = how.keyOf(row);
    const old = rest.get(key);
    rest.delete(key);
    const now = how.merged(row, old);
    const fields = old === undefined ? [] : how.differing(old, now);
    if (old === undefined) added.push(now);
    else if (fields.length > 0) changed.push({ before: old, after: now, fields });
    else unchanged++;
    after.push(old !== undefined && fields.length === 0 ? old : now);
  });
  const others = [...rest.values()];
  if (mode === "replace") return { after, delta: { added, changed, removed: others }, unchanged };
  return {
    after: [...after, ...others],
    delta: { added, changed, removed: [] },
    unchanged: unchanged + others.length,
  };
}
