import { sql } from "kysely";
import type { Scoped } from "#platform/database/scope.ts";
import { recertify } from "../providers/certify.ts";
import type { Change } from "./changes.ts";
import type { EmailKey } from "./codes.ts";
import type { ImagePart } from "./parts.ts";
import type { Enrollment } from "./programme.ts";
import { personIds } from "./queries/ids.ts";
import * as images from "./queries/images.ts";
import type { Import } from "./queries/imports.ts";
import { appendToPart } from "./queries/parts.ts";
import * as enrollments from "./queries/write-enrollments.ts";
import * as people from "./queries/write-people.ts";
import * as services from "./queries/write-services.ts";
import type { OnProgress } from "./table.ts";

/** Rows of one statement: few enough for its lists to be made without holding the process up. */
const batchSize = 5_000;

/** Calls `write` for some rows after the other. */
export async function inBatches<Row>(
  rows: readonly Row[],
  write: (some: readonly Row[]) => Promise<unknown>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += batchSize) await write(rows.slice(from, from + batchSize));
}

/** What the steps of writing share. */
interface Pen {
  readonly trx: Scoped;
  /** Remembers rows as they were, for undo. */
  readonly keep: (part: ImagePart, rows: readonly object[]) => Promise<void>;
  readonly batches: typeof inBatches;
}

/**
 * Writes a change and keeps the rows it writes over as they were. Services come first, then people, then what ties them together;
 * certifications follow from all of it.
 */
export async function writeChange(
  trx: Scoped,
  { id, kind }: Pick<Import, "id" | "kind">,
  change: Change,
  onProgress: OnProgress,
): Promise<void> {
  const all = sizeOf(change) + 1;
  let done = 0;
  const pen: Pen = {
    trx,
    keep: (part, rows) => appendToPart(trx, id, part, rows),
    batches: (rows, write) =>
      inBatches(rows, async (some) => {
        await write(some);
        done += some.length;
        onProgress(done / all);
      }),
  };
  await writeServices(pen, change.services);
  await writeProviders(pen, change.providers);
  await writeMembers(pen, change.members);
  await writeEnrollments(pen, change.enrollments);
  if (kind !== "enrollment") await recertify(trx);
}

const sizeOf = ({ services: s, providers: p, members: m, enrollments: e }: Change) =>
  [s, p, m].reduce(
    (sum, delta) => sum + delta.added.length + delta.changed.length + delta.removed.length,
    0,
  ) +
  e.added.length +
  e.removed.length;

const after = <Row>({ added, changed }: { added: readonly Row[]; changed: readonly { after: Row }[] }) => [
  ...added,
  ...changed.map((row) => row.after),
];

async function writeServices({ trx, keep, batches }: Pen, delta: Change["services"]): Promise<void> {
  await batches(after(delta), async (some) => {
    await keep(
      "before.services",
      await images.serviceImages(
        trx,
        some.map(({ key }) => key),
      ),
    );
    await services.upsertServices(trx, some);
  });
  await batches(delta.removed, async (some) => {
    const keys = some.map(({ key }) => key);
    await keep("before.services", await images.serviceImages(trx, keys));
    await services.archiveServices(trx, keys);
  });
}

async function writeProviders({ trx, keep, batches }: Pen, delta: Change["providers"]): Promise<void> {
  if (delta.added.length + delta.changed.length + delta.removed.length === 0) return;
  const zone = await zoneHere(trx);
  const newCodes = new Set([
    ...delta.added.map(({ email }) => email),
    ...delta.changed.filter(({ fields }) => fields.includes("codes")).map(({ after: { email } }) => email),
  ]);
  await batches(after(delta), async (some) => {
    const emails = some.map(({ email }) => email);
    const there = [...(await personIds(trx, emails)).values()];
    await keep("before.people", await images.peopleImages(trx, emails));
    await keep("before.providers", await images.imagesOfProviders(trx, "providers", there));
    await people.upsertPeople(trx, "provider", some);
    const ids = await personIds(trx, emails);
    await people.ensureProviders(trx, [...ids.values()], zone);

    const listing = withIds(
      some.filter(({ email }) => newCodes.has(email)),
      ids,
    );
    const listed = listing.map(({ id }) => id);
    await keep("before.listed_codes", await images.imagesOfProviders(trx, "listed_codes", listed));
    await people.dropListedCodes(trx, listed);
    await people.insertListedCodes(trx, listing);
  });
  await batches(delta.removed, async (some) => {
    const emails = some.map(({ email }) => email);
    await keep("before.people", await images.peopleImages(trx, emails));
    await people.removeProviders(trx, emails);
  });
}

async function writeMembers({ trx, keep, batches }: Pen, delta: Change["members"]): Promise<void> {
  await batches(after(delta), async (some) => {
    await keep(
      "before.people",
      await images.peopleImages(
        trx,
        some.map(({ email }) => email),
      ),
    );
    await people.upsertPeople(trx, "member", some);
  });
}

async function writeEnrollments({ trx, keep, batches }: Pen, pairs: Change["enrollments"]): Promise<void> {
  const ids = await personIds(
    trx,
    [...pairs.added, ...pairs.removed].map(({ email }) => email),
  );
  const last = await enrollments.lastPosition(trx);
  await batches(pairs.added, async (some) => {
    await keep("before.enrollments", await enrollments.insertEnrollments(trx, linesOf(some, ids), last));
  });
  await batches(pairs.removed, async (some) => {
    await keep("before.enrollments", await enrollments.deleteEnrollments(trx, linesOf(some, ids)));
  });
}

/** Rows with the ids of their people. Who is not there any more has none and is left out. */
export function withIds<Row extends { readonly email: EmailKey }>(
  rows: readonly Row[],
  ids: ReadonlyMap<EmailKey, string>,
): (Row & { readonly id: string })[] {
  return rows.flatMap((row) => {
    const id = ids.get(row.email);
    return id === undefined ? [] : [{ ...row, id }];
  });
}

/** Assignments as they are written. */
export const linesOf = (rows: readonly Enrollment[], ids: ReadonlyMap<EmailKey, string>) =>
  withIds(rows, ids).map(({ id, key, code }) => ({ personId: id, key, code }));

async function zoneHere(trx: Scoped): Promise<string> {
  const { rows } = await sql<{ zone: string }>`
    select zone from communities where id = current_community()
  `.execute(trx);
  return rows[0]?.zone ?? "UTC";
}
