import type { Actor } from "#platform/action.ts";
import { coordinate } from "../admin/index.ts";

/** Mail is sent again by who sees that it failed. */
export const sendAgain = (actor: Actor): boolean => coordinate(actor);
