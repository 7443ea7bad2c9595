import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { panel } from "./panel.tsx";
import { reading } from "./reading.tsx";
import { writing } from "./writing.tsx";

/** What people say of those they met. */
export const reviews = new Hono<CommunityWeb>().route("/", reading).route("/", writing).route("/", panel);
