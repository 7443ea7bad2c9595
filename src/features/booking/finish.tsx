import { Hono } from "hono";
import { readInCommunity } from "#platform/database/scope.ts";
import { pausedPage } from "../attendance/pausing.tsx";
import { type CommunityWeb, goOn, submit } from "../visits/handlers.ts";
import { newWaitPath } from "../waits/paths.ts";
import { bookMeeting } from "./actions.ts";
import { foundGone } from "./in-vain.ts";
import { type Complete, nowhere, reviewPath, stepPath } from "./path.ts";
import { reviewing } from "./review.tsx";
import { nearestTo } from "./search.ts";
import { topic } from "./topic.tsx";
import { TakenPage } from "./views/review.tsx";

/** The end of a booking: the topic, the last look, and the moment it is taken. */
export const finishing = new Hono<CommunityWeb>();

finishing.route("/", topic);
finishing.route("/", reviewing);

finishing.post(
  "/book",
  submit("belongs", async (visit, form, c) => {
    const platform = c.get("platform");
    const { community, actor, t, page } = visit;
    const location = form.text("location");
    const input = {
      formatId: form.text("format"),
      serviceId: form.text("service"),
      providerId: form.text("provider"),
      locationId: location === nowhere ? null : location,
      at: Number(form.text("at")),
      draftId: form.text("draft") || undefined,
      waitId: form.text("wait") || undefined,
    };
    const booked = await bookMeeting(platform, actor, input, {
      idempotencyKey: form.text("key") || undefined,
    });
    if (booked.ok) {
      const notice = community.settings.confirmation === "automatic" ? "notice.booked" : "notice.asked";
      return goOn(c, `${community.base}/meetings/${booked.value.meetingId}`, notice);
    }
    if (booked.reason === "invalid" || booked.reason === "gone") return null;
    const steps: Complete = {
      format: input.formatId,
      service: input.serviceId,
      at: input.at,
      provider: input.providerId,
      location,
      draft: input.draftId,
    };
    if (booked.reason === "unanswered")
      return c.redirect(stepPath(community.base, { ...steps, wait: input.waitId }), 303);
    c.status(409);
    if (booked.reason === "paused") return pausedPage(visit, booked);
    const rules = booked.details?.rules;
    const taken = Array.isArray(rules) && (rules.includes("busy") || rules.includes("buffer"));
    const other = booked.reason !== "slot_taken";
    if (taken && !other) foundGone(c, visit, input, input.at);
    // Nearest times come from a fresh look, after the one who won has committed.
    return readInCommunity(
      platform.db,
      community.id,
      (trx) => nearestTo(trx, visit, steps, input.at),
      async (nearest) => (
        <TakenPage
          page={page}
          title={
            other
              ? t(`refusal.${booked.reason}`)
              : t(taken ? "booking.taken.title" : "booking.taken.gone.title")
          }
          text={other ? "" : t(taken ? "booking.taken.text" : "booking.taken.gone.text")}
          kept={steps.draft !== undefined}
          durationMinutes={nearest.minutes}
          nearest={nearest.starts}
          pathOf={(start) => reviewPath(community.base, { ...steps, at: start.at })}
          otherTimes={stepPath(community.base, { ...steps, at: undefined })}
          wait={taken ? newWaitPath(community.base, steps) : null}
        />
      ),
    );
  }),
);
