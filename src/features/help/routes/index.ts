import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { asking } from "./asking.tsx";
import { inbox } from "./inbox.tsx";

/** What people ask those who run their community, and what they are answered. */
export const help = new Hono<CommunityWeb>().route("/", asking).route("/", inbox);
