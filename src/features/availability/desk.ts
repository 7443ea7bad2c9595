import type { Named, Schedule, Scope } from "./queries/schedule.ts";

/** Where hours are kept: the pages of one provider's availability. */
export interface Desk {
  /** `/c/<slug>/availability` */
  readonly root: string;
  /** Whose, where they are not the visitor's own. */
  readonly providerId: string | undefined;
}

/** An address of the desk, about the same provider. */
export function at(
  { root, providerId }: Desk,
  path = "",
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const asked = Object.entries({ provider: providerId, ...query });
  const set = asked.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return root + path + (set.length > 0 ? `?${new URLSearchParams(set)}` : "");
}

/** What hours hold for, by name; nothing where they hold for all. */
export function scopeNames({ services, formats, locations }: Schedule, scope: Scope): string[] {
  const named = (all: readonly Named[], id: string | null) => all.filter((one) => one.id === id);
  return [
    ...named(services, scope.serviceId),
    ...named(formats, scope.formatId),
    ...named(locations, scope.locationId),
  ].map(({ name }) => name);
}
