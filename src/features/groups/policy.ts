import type { Actor } from "#platform/action.ts";
import type { Group } from "./queries.ts";

/** Who may plan group meetings: providers their own, coordinators for any of them. */
export const plan = (actor: Actor): boolean => actor.roles.has("provider") || actor.roles.has("coordinator");

/** Who may change and cancel one: its hosts, and coordinators. */
export const manages = (actor: Actor, group: Pick<Group, "hosting">): boolean =>
  group.hosting || actor.roles.has("coordinator");
