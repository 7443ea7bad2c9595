import { Hono } from "hono";
import type { CommunityWeb } from "../visits/handlers.ts";

/** Whom somebody knows here, and asking to. */
export const connections = new Hono<CommunityWeb>();
