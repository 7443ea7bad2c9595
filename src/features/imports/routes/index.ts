import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { files } from "./files.ts";
import { pages } from "./imports.tsx";

/** Lists of services, providers and assignments as files: in, reviewed, applied, undone, and out. */
export const imports = new Hono<CommunityWeb>().route("/", files).route("/", pages);
