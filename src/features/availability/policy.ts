import type { Actor } from "#platform/action.ts";

/** Who keeps hours at all: providers their own, coordinators everybody's. */
export const keepHours = (actor: Actor): boolean =>
  actor.roles.has("provider") || actor.roles.has("coordinator");

/**
 * Whose hours this is about, when an address or a form names a provider or nobody: the actor's own, or anybody's for a
 * coordinator. `null` when the actor has no business with them, which is answered like hours that do not exist.
 */
export function subjectOf(actor: Actor, asked: string | undefined): string | null {
  if (asked && asked !== actor.id) return actor.roles.has("coordinator") ? asked : null;
  return actor.roles.has("provider") ? actor.id : null;
}

/** Hours that a coordinator locked are changed by coordinators alone. */
export const mayChange = (actor: Actor, provider: { readonly locked: boolean }): boolean =>
  !provider.locked || actor.roles.has("coordinator");
