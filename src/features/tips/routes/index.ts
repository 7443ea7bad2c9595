import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { panel } from "./panel.tsx";
import { reading } from "./reading.tsx";

/** Advice for those who give support, and how coordinators make it their own. */
export const tips = new Hono<CommunityWeb>().route("/", reading).route("/", panel);
