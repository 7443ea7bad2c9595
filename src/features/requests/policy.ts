import type { Actor } from "#platform/action.ts";

/** Who may ask for support. Which request may be changed is decided by finding it through the actor. */
export const ask = (actor: Actor): boolean => actor.roles.has("member");

/** Who reads what others ask for. */
export const answer = (actor: Actor): boolean => actor.roles.has("provider");
