import type { Role } from "#platform/action.ts";

export interface Person {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly roles: ReadonlySet<Role>;
}

/** How a person is called on the screen; who has no name yet is called by the part of the address before the @. */
export function displayName(person: { firstName: string; lastName: string; email: string }): string {
  const name = `${person.firstName} ${person.lastName}`.trim();
  return name || (person.email.split("@")[0] ?? person.email);
}

/** The same for somebody as a row has them. */
export const nameOf = (row: { first_name: string; last_name: string; email: string }): string =>
  displayName({ firstName: row.first_name, lastName: row.last_name, email: row.email });
