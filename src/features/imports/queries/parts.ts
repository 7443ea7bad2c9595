import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { sql } from "kysely";
import { createPace } from "#platform/csv/pace.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Part } from "../parts.ts";

const [packed, unpacked] = [promisify(gzip), promisify(gunzip)];

/** Items in one piece: enough to compress well, few enough to be read for one page of a list. */
export const pieceSize = 1_000;

/** Pieces that are compressed and written together. */
const together = 16;

/** Writes a list that is known as a whole. */
export async function storePart(
  trx: Scoped,
  importId: string,
  part: Part,
  items: readonly unknown[],
): Promise<void> {
  const step = pieceSize * together;
  for (let from = 0; from < items.length; from += step)
    await addPieces(trx, importId, { part, number: from / pieceSize, items: items.slice(from, from + step) });
}

/** Adds to a list that is written as it comes. */
export async function appendToPart(trx: Scoped, importId: string, part: Part, items: readonly unknown[]) {
  if (items.length === 0) return;
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(number) + 1, 0) as next from import_parts where import_id = ${importId} and part = ${part}
  `.execute(trx);
  await addPieces(trx, importId, { part, number: rows[0]?.next ?? 0, items });
}

type Pieces = { part: Part; number: number; items: readonly unknown[] };

async function addPieces(trx: Scoped, importId: string, { part, number, items }: Pieces): Promise<void> {
  const pace = createPace();
  const pieces: Promise<Buffer>[] = [];
  for (let from = 0; from < items.length; from += pieceSize) {
    pieces.push(packed(JSON.stringify(items.slice(from, from + pieceSize)), { level: 1 }));
    await pace();
  }
  const contents = await Promise.all(pieces);
  await sql`
    insert into import_parts (community_id, import_id, part, number, content)
    select current_community(), ${importId}, ${part}, ${number} + at - 1, content
    from unnest(${contents}::bytea[]) with ordinality as piece (content, at)
  `.execute(trx);
}

/** Forgets lists of an import, all of them unless some are named. */
export async function dropParts(trx: Scoped, importId: string, parts?: readonly Part[]): Promise<void> {
  await sql`
    delete from import_parts where import_id = ${importId} and ${parts ? sql`part = any(${parts}::text[])` : sql`true`}
  `.execute(trx);
}

/** A list piece by piece, so that it need not be in memory as a whole. */
export async function* piecesOf<Item>(trx: Scoped, importId: string, part: Part, first = 0) {
  for (let number = first; ; number++) {
    const { rows } = await sql<{ content: Buffer }>`
      select content from import_parts where import_id = ${importId} and part = ${part} and number = ${number}
    `.execute(trx);
    const [piece] = rows;
    if (!piece) return;
    const items: Item[] = JSON.parse((await unpacked(piece.content)).toString());
    yield items;
  }
}

/** A whole list. */
export async function wholePart<Item>(trx: Scoped, importId: string, part: Part): Promise<Item[]> {
  const whole: Item[] = [];
  for await (const items of piecesOf<Item>(trx, importId, part)) for (const item of items) whole.push(item);
  return whole;
}

/** Items `from` to `from + count` of a list. */
export async function someOf<Item>(
  trx: Scoped,
  importId: string,
  { part, from, count }: { part: Part; from: number; count: number },
): Promise<Item[]> {
  const first = Math.floor(from / pieceSize);
  const found: Item[] = [];
  let at = first * pieceSize;
  for await (const items of piecesOf<Item>(trx, importId, part, first)) {
    found.push(...items.slice(Math.max(0, from - at), from + count - at));
    at += items.length;
    if (at >= from + count) break;
  }
  return found;
}

/** The items of a list whose text holds what was typed, one page of them and how many there are. */
export async function searchPart<Item>(
  trx: Scoped,
  importId: string,
  { part, q, from, count }: { part: Part; q: string; from: number; count: number },
): Promise<{ items: Item[]; total: number }> {
  const wanted = q.toLowerCase();
  const found: Item[] = [];
  let total = 0;
  const pace = createPace();
  for await (const items of piecesOf<Item>(trx, importId, part)) {
    for (const item of items) {
      if (!valuesOf(item).includes(wanted)) continue;
      if (total >= from && total < from + count) found.push(item);
      total++;
    }
    await pace();
  }
  return { items: found, total };
}

/** All texts and numbers in an item, without the names of its fields. */
function valuesOf(item: unknown): string {
  if (typeof item === "string" || typeof item === "number") return String(item).toLowerCase();
  if (item === null || typeof item !== "object") return "";
  return Object.values(item).map(valuesOf).join("\n");
}
