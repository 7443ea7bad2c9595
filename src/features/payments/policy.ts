import type { Actor } from "#platform/action.ts";

/** Who pays is found through their meeting. */
export const pay = (actor: Actor): boolean => actor.id !== null;

/** Who takes money at the desk: the community's coordinators. */
export const takeMoney = (actor: Actor): boolean => actor.roles.has("coordinator");
