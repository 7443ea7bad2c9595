import type { Changed } from "./changes.ts";
import type { ListedCode } from "./codes.ts";
import type { Member, Provider, Service } from "./programme.ts";

type TextField =
  | "subject"
  | "number"
  | "name"
  | "owner"
  | "generic"
  | "firstName"
  | "lastName"
  | "ssoId"
  | "email";

/** One field before and after; of a list of codes, which come and which go. */
export type FieldChange =
  | { kind: "text"; field: TextField; before: string; after: string }
  | { kind: "codes"; field: "codes"; added: ListedCode[]; removed: ListedCode[] };

const textFields: readonly TextField[] = [
  ...(["subject", "number", "name", "owner", "generic"] as const),
  ...(["firstName", "lastName", "ssoId", "email"] as const),
];

/** What differs in a changed row, field by field, ready to be read. */
export function fieldChanges({
  before,
  after,
  fields,
}: Changed<Service> | Changed<Provider> | Changed<Member>): FieldChange[] {
  const names: readonly string[] = fields;
  const [had, has]: Record<string, unknown>[] = [{ ...before }, { ...after }];
  const texts = textFields
    .filter((field) => names.includes(field))
    .map((field) => ({
      kind: "text" as const,
      field,
      before: text(had?.[field]),
      after: text(has?.[field]),
    }));
  if (!("codes" in before) || !("codes" in after) || !names.includes("codes")) return texts;
  const [old, now] = [keysOf(before.codes), keysOf(after.codes)];
  const added = after.codes.filter(({ key }) => !old.has(key));
  const removed = before.codes.filter(({ key }) => !now.has(key));
  return [...texts, { kind: "codes", field: "codes", added, removed }];
}

const keysOf = (codes: readonly ListedCode[]) => new Set(codes.map(({ key }) => key));

const text = (value: unknown): string =>
  value === null || value === undefined || value === false ? "" : String(value);
