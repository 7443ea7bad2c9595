import type { Actor } from "#platform/action.ts";

/** Points are of those who give meetings, each their own. */
export const havePoints = (actor: Actor): boolean => actor.id !== null && actor.roles.has("provider");
