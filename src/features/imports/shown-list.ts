import type { Scoped } from "#platform/database/scope.ts";
import type { Changed } from "./changes.ts";
import type { Finding } from "./findings.ts";
import { type ListName, type OfferedList, offeredLists, rangeOf } from "./lists.ts";
import type { Obstacle } from "./obstacles.ts";
import type { TouchedMeeting } from "./parts.ts";
import type { Certification, Enrollment, Member, Provider, Service } from "./programme.ts";
import type { Import } from "./queries/imports.ts";
import { type MeetingLine, meetingLines } from "./queries/meetings.ts";
import { searchPart, someOf, wholePart } from "./queries/parts.ts";

/** Rows on one page of a list. */
const size = 50;

/** What is asked for by the address. */
export interface ListAsked {
  readonly list: string | undefined;
  /** One kind of findings. */
  readonly group: string | undefined;
  readonly q: string;
  readonly page: number;
}

/** Rows of one list, as they are kept. */
export type ListRows =
  | { name: "findings"; rows: readonly Finding[] }
  | { name: "meetings"; rows: readonly (TouchedMeeting & { line: MeetingLine | undefined })[] }
  | { name: "obstacles"; rows: readonly Obstacle[] }
  | { name: "kept"; rows: readonly string[] }
  | { name: "services.added" | "services.removed"; rows: readonly Service[] }
  | { name: "services.changed"; rows: readonly Changed<Service>[] }
  | { name: "providers.added" | "providers.removed"; rows: readonly Provider[] }
  | { name: "providers.changed"; rows: readonly Changed<Provider>[] }
  | { name: "members.added" | "members.removed"; rows: readonly Member[] }
  | { name: "members.changed"; rows: readonly Changed<Member>[] }
  | { name: "certifications.added" | "certifications.removed"; rows: readonly Certification[] }
  | { name: "enrollments.added" | "enrollments.removed"; rows: readonly Enrollment[] };

export interface ShownList {
  readonly shown: ListRows;
  readonly group: string | undefined;
  readonly q: string;
  readonly total: number;
  readonly page: number;
  readonly size: number;
}

/** The lists that an import offers, and one page of the one that was asked for, or of the first. */
export async function listsOf(
  trx: Scoped,
  found: Import,
  asked: ListAsked,
): Promise<{ offered: readonly OfferedList[]; list: ShownList | null }> {
  const offered = offeredLists(found, {
    obstacles: (await wholePart(trx, found.id, "obstacles")).length,
    kept: (await wholePart(trx, found.id, "kept")).length,
  });
  const chosen = offered.find(({ name }) => name === asked.list) ?? offered[0];
  if (!chosen) return { offered, list: null };
  const range = (chosen.name === "findings" && rangeOf(found, asked.group)) || null;
  const { from, count } = range ?? { from: 0, count: chosen.length };
  const page = asked.q ? asked.page : Math.min(asked.page, Math.max(1, Math.ceil(count / size)));
  const start = (page - 1) * size;
  let total = count;
  async function rows<Row>(): Promise<Row[]> {
    const part = chosen?.name ?? "findings";
    if (!asked.q)
      return someOf<Row>(trx, found.id, { part, from: from + start, count: Math.min(size, count - start) });
    const matching = await searchPart<Row>(trx, found.id, { part, q: asked.q, from: start, count: size });
    total = matching.total;
    return matching.items;
  }
  const shown = await typed(trx, chosen.name, rows);
  const group = range && !asked.q ? asked.group : undefined;
  return { offered, list: { shown, group, q: asked.q, total, page, size } };
}

async function typed(trx: Scoped, name: ListName, rows: <Row>() => Promise<Row[]>): Promise<ListRows> {
  switch (name) {
    case "findings":
      return { name, rows: await rows<Finding>() };
    case "meetings":
      return { name, rows: await withLines(trx, await rows<TouchedMeeting>()) };
    case "obstacles":
      return { name, rows: await rows<Obstacle>() };
    case "kept":
      return { name, rows: await rows<string>() };
    case "services.changed":
      return { name, rows: await rows<Changed<Service>>() };
    case "providers.changed":
      return { name, rows: await rows<Changed<Provider>>() };
    case "members.changed":
      return { name, rows: await rows<Changed<Member>>() };
    case "services.added":
    case "services.removed":
      return { name, rows: await rows<Service>() };
    case "providers.added":
    case "providers.removed":
      return { name, rows: await rows<Provider>() };
    case "members.added":
    case "members.removed":
      return { name, rows: await rows<Member>() };
    case "certifications.added":
    case "certifications.removed":
      return { name, rows: await rows<Certification>() };
    case "enrollments.added":
    case "enrollments.removed":
      return { name, rows: await rows<Enrollment>() };
  }
}

async function withLines(trx: Scoped, rows: readonly TouchedMeeting[]) {
  const ids = rows.map(({ id }) => id);
  const lines = await meetingLines(trx, ids);
  return rows.map((row) => ({ ...row, line: lines.get(row.id) }));
}
