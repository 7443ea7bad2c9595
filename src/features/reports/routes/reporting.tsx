import { type Context, Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { again, filled, param, type Returned, returned } from "../../admin/index.ts";
import { cameFrom } from "../../visits/back.ts";
import { type CommunityWeb, show, submit } from "../../visits/handlers.ts";
import { goOnBelow, inPopup } from "../../visits/popup.ts";
import type { Visit } from "../../visits/visit.ts";
import { reportThing } from "../actions.ts";
import { isReportKind, type ReportKind } from "../kinds.ts";
import { reportsBy } from "../queries/reports.ts";
import { thingFor } from "../queries/things.ts";
import { OwnReportsPage } from "../views/own.tsx";
import { ReportPage } from "../views/report.tsx";

/** Telling the coordinators that something is wrong, and reading what they answer. */
export const reporting = new Hono<CommunityWeb>();

interface Wanted {
  kind: ReportKind;
  id: string;
  back: string;
  action: string;
}

function wantedOf(c: Context<CommunityWeb>, { community: { base } }: Visit): Wanted | null {
  const kind = param(c, "kind");
  const id = param(c, "id");
  const from = c.req.query("from") ?? "";
  if (!isReportKind(kind)) return null;
  return {
    kind,
    id,
    back: cameFrom(base, from, `${base}/reports`),
    action: `${base}/report/${kind}/${id}?from=${encodeURIComponent(from)}`,
  };
}

async function reportPage(trx: Scoped, visit: Visit, c: Context<CommunityWeb>, form?: Returned) {
  const wanted = wantedOf(c, visit);
  const thing = wanted && (await thingFor(trx, visit.actor, wanted.kind, wanted.id));
  if (!wanted || !thing) return null;
  return (
    <ReportPage
      {...thing}
      page={visit.page}
      popup={inPopup(c)}
      kind={wanted.kind}
      back={{ href: wanted.back, label: visit.t("reports.back") }}
      action={wanted.action}
      form={form ?? filled({})}
      idempotencyKey={newId()}
    />
  );
}

reporting.get(
  "/report/:kind/:id",
  show("belongs", (visit, trx, c) => reportPage(trx, visit, c)),
);

reporting.post(
  "/report/:kind/:id",
  submit("belongs", async (visit, form, c) => {
    const wanted = wantedOf(c, visit);
    if (!wanted) return null;
    const { kind, id, back } = wanted;
    const input = { kind, id, reason: form.text("reason"), words: form.text("words") };
    const key = form.text("key") || undefined;
    const outcome = await reportThing(c.get("platform"), visit.actor, input, { idempotencyKey: key });
    if (outcome.ok) return goOnBelow(c, back, "notice.reports.sent");
    return again(c, (trx) => reportPage(trx, visit, c, returned(visit.t, form, outcome)));
  }),
);

reporting.get(
  "/reports",
  show("belongs", async ({ page, actor }, trx) => (
    <OwnReportsPage page={page} reports={await reportsBy(trx, actor)} />
  )),
);
