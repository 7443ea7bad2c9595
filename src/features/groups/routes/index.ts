import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { changing } from "./changing.tsx";
import { inviting } from "./inviting.tsx";
import { listing } from "./list.tsx";
import { onePage } from "./page.tsx";
import { planning } from "./planning.tsx";

/** Group meetings: found, planned, looked at, changed. Taking a place in one is another's business. */
export const groups = new Hono<CommunityWeb>()
  .route("/", listing)
  .route("/", planning)
  .route("/", changing)
  .route("/", inviting)
  .route("/", onePage);
