import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { waiting } from "./waiting.tsx";
import { wishing } from "./wishing.tsx";

/** Waiting until a time becomes free. */
export const waits = new Hono<CommunityWeb>();

// The form's address would otherwise be taken for a wait's.
waits.route("/", wishing);
waits.route("/", waiting);
