import type { Actor } from "#platform/action.ts";

/** Tips are for those who give support, and for those who write them. Whoever asks for support reads what is written for them. */
export const readsTips = (actor: Actor): boolean =>
  actor.roles.has("provider") || actor.roles.has("coordinator");
