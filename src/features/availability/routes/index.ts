import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { exceptions } from "./exceptions.tsx";
import { hours } from "./hours.tsx";
import { page } from "./page.tsx";
import { rules } from "./rules.tsx";
import { why } from "./why.tsx";

/** When people can be met: what providers say, and what coordinators see of it. */
export const availability = new Hono<CommunityWeb>();

for (const part of [page, hours, exceptions, rules, why]) availability.route("/", part);
