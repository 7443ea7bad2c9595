import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { demographics } from "./demographics.tsx";
import { meetingList } from "./meetings.tsx";
import { summary } from "./summary.tsx";

/** What who gives meetings reads of their own figures: three tabs. */
export const metrics = new Hono<CommunityWeb>()
  .route("/", summary)
  .route("/", demographics)
  .route("/", meetingList);
