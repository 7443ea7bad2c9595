import { Hono } from "hono";
import { isId } from "#platform/ids.ts";
import { whenOf } from "#ui/when.ts";
import { wanted } from "../../admin/index.ts";
import { recordWhole } from "../../admin/looks.ts";
import { attendancePaths } from "../../attendance/paths.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { formatsWithFeedback, listedFeedback } from "../listed.ts";
import { FeedbackPanel } from "../views/panel.tsx";

/** What members said after meetings, in the panel. */
export const panel = new Hono<CommunityWeb>();

panel.get(
  "/admin/feedback",
  show("coordinator", async (visit, trx, c) => {
    const { page, community } = visit;
    const format = c.req.query("format") ?? "";
    const search = { ...wanted(c), format: isId(format) ? format : "" };
    const found = await listedFeedback(trx, search);
    if (found.total > 0) await recordWhole(trx, visit, "list", "feedback");
    const rows = found.rows.map((row) => ({
      ...row,
      path: `${attendancePaths(community.base, { id: row.meetingId, group: row.group }).page}#feedback`,
      when: whenOf(visit, row.start, row.end - row.start),
    }));
    const formats = await formatsWithFeedback(trx);
    return <FeedbackPanel page={page} search={search} formats={formats} found={{ ...found, rows }} />;
  }),
);
