import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { deciding } from "./deciding.tsx";
import { offering } from "./offering.tsx";
import { page } from "./page.tsx";
import { writing } from "./writing.tsx";

/** Proposals: written by providers, decided about by members, and what the two go on with. */
export const proposals = new Hono<CommunityWeb>();
for (const part of [offering, deciding, page, writing]) proposals.route("/", part);
