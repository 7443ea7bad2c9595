import { eachAtPace } from "#platform/csv/pace.ts";
import type { Change, Changed, Delta } from "./changes.ts";
import { serviceCode } from "./codes.ts";
import type { Member, Programme, Provider, Roll, Service } from "./programme.ts";

/** Why an import cannot be taken back: what it wrote was changed, removed or brought back since. */
export type Obstacle = {
  kind: "service" | "provider" | "member";
  name: string;
  why: "changed" | "gone" | "back";
};

/**
 * What stands in the way of undoing a change. A row that it added and somebody removed since does not; one that was edited does, for the edit
 * would be lost without a word. What members are assigned to has nothing to edit.
 */
export async function obstaclesTo(
  change: Pick<Change, "services" | "providers" | "members">,
  now: Partial<Programme> & Partial<Pick<Roll, "members">>,
): Promise<Obstacle[]> {
  const services = await inDelta<Service>(change.services, now.services ?? [], {
    kind: "service",
    keyOf: ({ key }) => key,
    nameOf: serviceCode,
    fields: ["subject", "number", "name", "owner", "generic"],
  });
  const providers = await inDelta<Provider>(change.providers, now.providers ?? [], {
    kind: "provider",
    keyOf: ({ email }) => email,
    nameOf: ({ email }) => email,
    fields: ["firstName", "lastName", "ssoId", "codes"],
  });
  // A member who was added may have filled in anything since; that is theirs, and they are asked about one by one.
  const members = await inDelta<Member>({ ...change.members, added: [] }, now.members ?? [], {
    kind: "member",
    keyOf: ({ email }) => email,
    nameOf: ({ email }) => email,
    fields: ["ssoId"],
  });
  return [...services, ...providers, ...members];
}

interface Rows<Row> {
  kind: Obstacle["kind"];
  keyOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  /** What an import writes of such a row. */
  fields: readonly (keyof Row & string)[];
}

async function inDelta<Row>(delta: Delta<Row>, now: readonly Row[], rows: Rows<Row>): Promise<Obstacle[]> {
  const byKey = new Map<string, Row>();
  await eachAtPace(now, (row) => byKey.set(rows.keyOf(row), row));
  const found: Obstacle[] = [];
  const tell = (row: Row, why: Obstacle["why"]) =>
    found.push({ kind: rows.kind, name: rows.nameOf(row), why });
  await eachAtPace(delta.added, (row) => {
    const current = byKey.get(rows.keyOf(row));
    if (current && differ(row, current, rows.fields)) tell(row, "changed");
  });
  await eachAtPace(delta.changed, ({ after, fields }: Changed<Row>) => {
    const current = byKey.get(rows.keyOf(after));
    if (!current) tell(after, "gone");
    else if (differ(after, current, fields)) tell(after, "changed");
  });
  await eachAtPace(delta.removed, (row) => {
    if (byKey.has(rows.keyOf(row))) tell(row, "back");
  });
  return found;
}

function differ<Row>(a: Row, b: Row, fields: readonly (keyof Row & string)[]): boolean {
  return fields.some((field) => plain(a[field]) !== plain(b[field]));
}

/** A list of codes is what it lists: the spelling follows the services. */
function plain(value: unknown): string {
  return JSON.stringify(value, (name, inner) => (name === "code" ? undefined : inner)) ?? "";
}
