import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { feedback as asking } from "./feedback.tsx";
import { notes } from "./notes.tsx";
import { panel } from "./panel.tsx";

/** What members say after a meeting, and what those who give it write down for themselves. */
export const feedback = new Hono<CommunityWeb>();

feedback.route("/", asking);
feedback.route("/", notes);
feedback.route("/", panel);
