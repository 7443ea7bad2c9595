import { z } from "zod";
import { action, belongs, ok, refuse } from "#platform/action.ts";
import { touch } from "#platform/live/touch.ts";
import { asWritten } from "#platform/text.ts";
import { oneOf } from "../admin/fields.ts";
import { coordinate } from "../admin/policy.ts";
import { notify } from "../notifications/index.ts";
import { insertNotification } from "../notifications/queries/notifications.ts";
import { reportKinds } from "./kinds.ts";
import { hasReported, insertReport, readersOfReports, settle } from "./queries/reports.ts";
import { thingFor } from "./queries/things.ts";
import { longest, reasons } from "./rules.ts";

const text = (most: number) =>
  z
    .string()
    .transform(asWritten)
    .refine((written) => written.length <= most, "too_big");

/**
 * Somebody tells the coordinators what is wrong, with the evidence as it is now. Who is reported hears nothing, and nobody sees who
 * reported. Refuses: gone (what they cannot see, and what is their own), nobody_reads (the one it is about would be the only
 * reader), too_many_reports. Reported again while it waits it is the same report.
 */
export const reportThing = action({
  name: "reports.report",
  may: belongs,
  input: z.object({
    kind: oneOf(reportKinds),
    id: z.string().max(60),
    reason: oneOf(reasons),
    words: text(longest.words),
  }),
  async run({ actor, input: { kind, id, ...said }, trx, now, jobs }) {
    const thing = await thingFor(trx, actor, kind, id);
    if (!thing || !actor.id) return refuse("gone");
    const readers = await readersOfReports(trx, thing.aboutId);
    if (readers.length === 0) return refuse("nobody_reads");
    if (await hasReported(trx, actor.id, { ...thing, kind })) return ok(null);
    const { communityId, id: reporterId } = actor;
    const report = await insertReport(trx, { ...thing, ...said, kind, communityId, reporterId, at: now });
    if (!report) return refuse("too_many_reports");
    await notify(trx, jobs, {
      communityId,
      to: readers,
      kind: "message",
      once: `reports.${report}`,
      message: "reports.new",
      path: `/admin/reports/${report}`,
      private: true,
    });
    await touch(trx, { communityId, people: readers, about: ["reports"] });
    return ok(null);
  },
});

/**
 * A coordinator has dealt with a report and answers. The answer goes to whoever reported, in the app alone: a letter would stand in
 * the list of what was sent. Refuses: settled (also where they find none, such as about themself).
 */
export const settleReport = action({
  name: "reports.settle",
  may: coordinate,
  input: z.object({
    reportId: z.guid(),
    answer: text(longest.answer).refine((written) => written.length > 0, "required"),
  }),
  async run({ actor, input: { reportId, answer }, trx, now }) {
    const reporter = await settle(trx, actor, { id: reportId, answer, at: now });
    if (!reporter) return refuse("settled");
    const { communityId } = actor;
    await insertNotification(trx, {
      communityId,
      personId: reporter,
      kind: "message",
      once: `reports.${reportId}.settled`,
      message: "reports.settled",
      values: {},
      path: "/reports",
      now,
    });
    await touch(trx, { communityId, people: [reporter], about: ["bell", "reports"] });
    await touch(trx, { communityId, people: [], roles: ["coordinator"], about: ["reports"] });
    return ok(null);
  },
});
