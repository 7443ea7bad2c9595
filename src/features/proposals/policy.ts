import type { Actor } from "#platform/action.ts";

/** Who may answer requests at all: providers. Which ones is decided by the record. */
export const propose = (actor: Actor): boolean => actor.id !== null && actor.roles.has("provider");

/** Who may answer a proposal: whoever belongs to the community. Whose request it is on is decided by the record. */
export const answer = (actor: Actor): boolean => actor.id !== null;
