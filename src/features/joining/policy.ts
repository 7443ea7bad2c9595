import type { Actor } from "#platform/action.ts";

/** Who does not belong yet; whether the community lets them in is decided from its settings. */
export const join = (actor: Actor): boolean => actor.id === null;
