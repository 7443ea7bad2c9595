import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { desk } from "./desk.tsx";
import { paying } from "./pay.tsx";

export { cardNotices } from "./webhook.ts";

/** Paying, and what staff see of it. */
export const payments = new Hono<CommunityWeb>();
payments.route("/", paying);
payments.route("/", desk);
