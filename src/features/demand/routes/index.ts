import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { downloads } from "./downloads.ts";
import { pages } from "./pages.tsx";

/** What a coordinator reads about the programme as a whole. */
export const demand = new Hono<CommunityWeb>().route("/", pages).route("/", downloads);
