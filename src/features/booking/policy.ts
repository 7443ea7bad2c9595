import type { Actor } from "#platform/action.ts";

/** Who may take a time at all: whoever belongs to the community. With whom and when is decided by the record. */
export const book = (actor: Actor): boolean => actor.id !== null;
