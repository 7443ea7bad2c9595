import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Sent } from "#platform/http/form.ts";
import { faultWords } from "../../words/faults.ts";
import { nameOf } from "../people/person.ts";
import { isZone, type Visit } from "../visits/visit.ts";
import type { Choices } from "./choices.ts";
import { type Look, lookAt, type Reader } from "./look.ts";
import type { Pair } from "./obstacles.ts";
import { readTimeOf } from "./reading.ts";
import type { TypedTime } from "./schema.ts";

export type Values = Readonly<Record<string, string>>;

const timeFields = ["date", "time", "minutes", "locationId", "zone", "anyway"] as const;
const allFields = ["name", "formatId", "price", ...timeFields] as const;

/** What a form sent, by the names of its fields. */
export const sentValues = (form: Sent): Values =>
  Object.fromEntries(allFields.map((name) => [name, form.text(name)]));

/** What an address says of when and where: that of the page that looks at a time while it is typed. */
export const timeIn = (query: Values): Values =>
  Object.fromEntries(timeFields.flatMap((name) => (name in query ? [[name, query[name] ?? ""]] : [])));

/** When and where as it was typed, on the clock of the zone beside it or else the reader's own. */
export function timeOf(values: Values, { zone }: Pick<Visit, "zone">): TypedTime {
  const typed = values.zone ?? "";
  return {
    date: values.date ?? "",
    time: values.time ?? "",
    minutes: values.minutes ?? "",
    locationId: values.locationId || null,
    zone: isZone(typed) ? typed : zone,
    anyway: values.anyway === "on",
  };
}

/** A form that is shown, with what was refused of it when it was sent. */
export interface Filled {
  readonly values: Values;
  readonly faults: Values;
  readonly refusal?: string | undefined;
}

export interface Seen {
  readonly faults: Values;
  /** The typed time, once it can be read. */
  readonly look: Look | null;
  /** What is wrong with a time that was typed and cannot be read. */
  readonly unread: Values;
  readonly zone: string;
}

/** Looks at what is typed, and puts names and times into the words for what was refused. */
export async function see(
  trx: Scoped,
  visit: Visit,
  { values, faults }: Filled,
  { pair, member, choices }: { pair: Pair; member: Reader; choices: Choices },
): Promise<Seen> {
  const typed = timeOf(values, visit);
  const { zone, anyway } = typed;
  const read = readTimeOf(typed, choices, minuteOf(visit.now));
  if (!read.ok) {
    const isTyped = typed.date !== "" && typed.time !== "";
    return { faults, look: null, unread: isTyped ? faultWords(visit.t, read.fields) : {}, zone };
  }
  const look = await lookAt(trx, visit, { pair, wish: read.wish, zone, member, anyway });
  const named = Object.entries(look.faults).filter(([field]) => field in faults);
  return { faults: { ...faults, ...Object.fromEntries(named) }, look, unread: {}, zone };
}

/** The member as the provider reads of them; without a zone of their own they are in the community's. */
export const readerOf = (
  person: { first_name: string; last_name: string; email: string; zone: string | null },
  { community }: Visit,
): Reader => ({
  name: nameOf(person),
  zone: person.zone ?? community.zone,
});
