import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { isUnavailable, isUnstorable } from "#platform/database/faults.ts";
import { headers, limitBody, sameOrigin } from "#platform/http/guards.ts";
import { staticFiles } from "#platform/http/static.ts";
import type { Platform, Web } from "#platform/http/web.ts";
import { newId } from "#platform/ids.ts";
import { Broken, NotFound, Refused, TooLarge, Unavailable } from "#ui/errors.tsx";
import { erasers } from "./erasure.ts";
import { exporters } from "./exports.ts";
import { access } from "./features/access/routes.tsx";
import { accounts } from "./features/accounts/routes.tsx";
import { admin } from "./features/admin/routes.tsx";
import { applications } from "./features/applications/routes.tsx";
import { attendance } from "./features/attendance/routes.tsx";
import { availability } from "./features/availability/routes/index.ts";
import { blocks } from "./features/blocks/routes.tsx";
import { finishing } from "./features/booking/finish.tsx";
import { moving } from "./features/booking/moving.tsx";
import { ownList } from "./features/booking/own-list.tsx";
import { booking } from "./features/booking/routes.tsx";
import { closings } from "./features/closings/routes.tsx";
import { communities } from "./features/communities/routes.tsx";
import { connections } from "./features/connections/routes.tsx";
import { crisis } from "./features/crisis/routes.tsx";
import { dashboard } from "./features/dashboard/routes.tsx";
import { demand } from "./features/demand/routes/index.ts";
import { demographics } from "./features/demographics/routes.tsx";
import { directory } from "./features/directory/routes.tsx";
import { earnings } from "./features/earnings/routes.tsx";
import { erasure } from "./features/erasure/routes.tsx";
import { ownCopies } from "./features/exports/routes.tsx";
import { feedback } from "./features/feedback/routes/index.ts";
import { formats } from "./features/formats/routes.tsx";
import { founding } from "./features/founding/routes.tsx";
import { front } from "./features/front/routes.tsx";
import { groups } from "./features/groups/routes/index.ts";
import { help } from "./features/help/routes/index.ts";
import { imports } from "./features/imports/routes/index.ts";
import { joining } from "./features/joining/routes.tsx";
import { live } from "./features/live/routes.tsx";
import { locations } from "./features/locations/routes.tsx";
import { meetings } from "./features/meetings/routes.tsx";
import { writing } from "./features/meetings/writing.tsx";
import { files } from "./features/messages/routes.tsx";
import { metrics } from "./features/metrics/routes/index.ts";
import { choices } from "./features/notifications/routes/choices.tsx";
import { mailPanel, outbox } from "./features/notifications/routes/mail.tsx";
import { notifications } from "./features/notifications/routes/notifications.tsx";
import { opening } from "./features/notifications/routes/opening.ts";
import { options } from "./features/options/routes.tsx";
import { cardNotices, payments } from "./features/payments/routes/index.ts";
import { members } from "./features/people/routes.tsx";
import { points } from "./features/points/routes.tsx";
import { profiles } from "./features/profiles/routes.tsx";
import { proposals } from "./features/proposals/routes/index.ts";
import { providers } from "./features/providers/routes.tsx";
import { reports } from "./features/reports/routes/index.ts";
import { requests } from "./features/requests/routes/index.ts";
import { reviews } from "./features/reviews/routes/index.ts";
import { rooms } from "./features/rooms/routes/index.ts";
import { rescheduling } from "./features/scheduling/moving.tsx";
import { scheduling } from "./features/scheduling/routes.tsx";
import { seats } from "./features/seats/routes/index.ts";
import { several } from "./features/series/routes/cancel.tsx";
import { weekly } from "./features/series/routes/weeks.tsx";
import { services } from "./features/services/routes/index.tsx";
import { tips } from "./features/tips/routes/index.ts";
import { arrive, type CommunityWeb } from "./features/visits/handlers.ts";
import { pageFor } from "./features/visits/visit.ts";
import { waits } from "./features/waits/routes/index.ts";

/** What a community is made of: the one list of its features. */
const features: Hono<CommunityWeb>[] = [
  joining,
  requests,
  proposals,
  availability,
  booking,
  finishing,
  weekly,
  several,
  waits,
  ownList,
  meetings,
  groups,
  writing,
  attendance,
  feedback,
  metrics,
  files,
  moving,
  scheduling,
  rescheduling,
  admin,
  services,
  providers,
  members,
  formats,
  locations,
  closings,
  imports,
  communities,
  demand,
  mailPanel,
  notifications,
  choices,
  options,
  payments,
  blocks,
  rooms,
  profiles,
  demographics,
  points,
  directory,
  connections,
  applications,
  seats,
  reviews,
  dashboard,
  earnings,
  reports,
  tips,
  help,
  access,
  ownCopies(exporters),
  erasure(erasers),
];

/** The whole application as one handler of requests. */
export function createApp(platform: Platform): Hono<Web> {
  const app = new Hono<Web>();
  app.use(async (c, next) => {
    c.set("platform", platform);
    c.set("requestId", newId());
    c.set("stamp", platform.live.stamp());
    const began = performance.now();
    await next();
    const milliseconds = Math.round(performance.now() - began);
    platform.log.debug(
      {
        requestId: c.get("requestId"),
        method: c.req.method,
        route: c.req.routePath,
        status: c.res.status,
        milliseconds,
      },
      "request",
    );
  });
  app.use(headers);
  app.get("/assets/*", staticFiles("dist/client"));
  app.route("/", cardNotices);
  app.use(sameOrigin);
  app.use(limitBody((c) => c.html(<TooLarge page={pageFor(c)} />, 413)));

  app.route("/", founding);
  app.route("/", crisis);
  app.route("/", front);
  app.route("/", accounts(platform));
  app.route("/", outbox);
  app.route("/", live);
  app.route("/", opening);

  const community = new Hono<CommunityWeb>();
  community.use("/c/:community", arrive);
  community.use("/c/:community/*", arrive);
  for (const feature of features) community.route("/c/:community", feature);
  app.route("/", community);

  app.notFound((c) => c.html(<NotFound page={pageFor(c)} />, 404));
  app.onError((error, c) => {
    if (isUnavailable(error)) {
      platform.log.warn({ requestId: c.get("requestId"), error: error.message }, "database unavailable");
      return c.html(<Unavailable page={pageFor(c)} />, 503, { "Retry-After": "5" });
    }
    if (error instanceof HTTPException && error.status < 500) {
      return c.html(<Refused page={pageFor(c)} />, error.status);
    }
    if (isUnstorable(error)) return c.html(<NotFound page={pageFor(c)} />, 404);
    const reference = c.get("requestId");
    platform.log.error(
      { requestId: reference, route: c.req.path, error: error.message, stack: error.stack },
      "unexpected",
    );
    return c.html(<Broken page={pageFor(c)} reference={reference} />, 500);
  });
  return app;
}
