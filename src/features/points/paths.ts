import type { Area, RuleKey } from "./rules.ts";

/** The page of points, below the community's. */
export const pointsPath = "/dashboard/points";

const places: Readonly<Record<Exclude<Area, "reviews">, string>> = {
  profile: "/profile",
  meetings: "/meetings",
  rooms: "/rooms",
  connections: "/connections",
};

const others: Partial<Readonly<Record<RuleKey, string>>> = {
  preferences: "/profile/preferences",
  hours: "/availability",
  group: "/groups",
  group_weeks: "/groups",
};

/** Where somebody can do what a rule is about, below the community's. */
export function placeOf({ key, area }: { key: RuleKey; area: Area }, personId: string): string {
  if (area === "reviews") return `/providers/${personId}/reviews`;
  return others[key] ?? places[area];
}
