import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { asking } from "./asking.tsx";
import { leaving } from "./leaving.tsx";
import { removing } from "./removing.tsx";

/** Taking a place in a group meeting, waiting for one, giving it up, and being taken out. */
export const seats = new Hono<CommunityWeb>();

seats.route("/", asking);
seats.route("/", leaving);
seats.route("/", removing);
