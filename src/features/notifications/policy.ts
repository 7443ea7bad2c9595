import type { Actor } from "#platform/action.ts";
import { coordinate } from "../admin/index.ts";

/** Mail is sent again by who sees that it failed. */
export const sendAgain = (actor: Actor): boolean => coordinate(actor);

/** Everybody has notifications of their own, and says how they are told. */
export const own = (actor: Actor): boolean => actor.id !== null;
