import type { Actor } from "#platform/action.ts";

/** Who sets a community up: its coordinators. Everything behind the panel asks this. */
export const coordinate = (actor: Actor): boolean => actor.roles.has("coordinator");
