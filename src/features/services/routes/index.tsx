import { Hono } from "hono";
import type { CommunityWeb } from "../../visits/handlers.ts";
import { enrollment } from "./enrollment.tsx";
import { manage } from "./manage.tsx";
import { search } from "./services.tsx";

/** What can be booked, who may give it and who is assigned to it. The named places come before `/admin/services/:id`. */
export const services = new Hono<CommunityWeb>();

services.route("/", manage);
services.route("/", enrollment);
services.route("/", search);
