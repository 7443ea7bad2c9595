import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { panel } from "./panel.tsx";
import { reporting } from "./reporting.tsx";

/** What somebody finds wrong, and what coordinators do about it. */
export const reports = new Hono<CommunityWeb>().route("/", reporting).route("/", panel);
