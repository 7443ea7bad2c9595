import type { Change, Delta } from "./changes.ts";
import { codeKey, readCodes } from "./codes.ts";
import type { Programme, Provider, Roll, Service } from "./programme.ts";

/** A general topic: a provider's own service, or one for several. */
export function topic(subject: string, more: Partial<Service> = {}): Service {
  return { key: codeKey(subject), subject, number: "", name: "", owner: null, generic: false, ...more };
}

export function course(subject: string, number: string, name = ""): Service {
  return { key: codeKey(subject + number), subject, number, name, owner: null, generic: false };
}

/** A provider with a list of codes as the Courses cell has it. */
export function provider(email: string, courses: string, more: Partial<Provider> = {}): Provider {
  return { email, firstName: "", lastName: "", ssoId: "", codes: readCodes(courses).codes, ...more };
}

export const emptyProgramme: Programme = { services: [], providers: [] };
export const emptyRoll: Roll = { services: [], members: [], enrollments: [] };

/** The programme after a change has been written. */
export function applied(programme: Programme, { services, providers }: Change): Programme {
  return {
    services: withDelta(programme.services, services, ({ key }) => key),
    providers: withDelta(programme.providers, providers, ({ email }) => email),
  };
}

function withDelta<Row>(rows: readonly Row[], delta: Delta<Row>, keyOf: (row: Row) => string): Row[] {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  for (const row of delta.removed) byKey.delete(keyOf(row));
  for (const { after } of delta.changed) byKey.set(keyOf(after), after);
  for (const row of delta.added) byKey.set(keyOf(row), row);
  return [...byKey.values()];
}
