import { create } from "content-disposition";
import { Hono } from "hono";
import type { Scoped } from "#platform/database/scope.ts";
import { again, filled, param, type Returned, returned, wanted } from "../../admin/index.ts";
import { recordLook } from "../../admin/looks.ts";
import { nameOf } from "../../people/person.ts";
import { type CommunityWeb, goOn, show, submit } from "../../visits/handlers.ts";
import type { Visit } from "../../visits/visit.ts";
import { settleReport } from "../actions.ts";
import { type Evidence, readEvidence } from "../evidence.ts";
import { fileOf, namesOf, type Report, reportFor, reportsFor } from "../queries/reports.ts";
import { EvidenceView } from "../views/evidence.tsx";
import { ReportPanel, ReportsPanel } from "../views/panel.tsx";

/** What people reported, for coordinators: what it is, what can be done, and the answer. */
export const panel = new Hono<CommunityWeb>();

panel.get(
  "/admin/reports",
  show("coordinator", async ({ page, actor }, trx, c) => {
    const settled = c.req.query("show") === "settled";
    const found = await reportsFor(trx, actor, { settled, page: wanted(c).page });
    return <ReportsPanel page={page} found={found} settled={settled} />;
  }),
);

/** The evidence is what others wrote in private. */
async function looked(trx: Scoped, { actor, now }: Visit, recordId: string): Promise<void> {
  const { communityId, id: personId } = actor;
  if (personId) await recordLook(trx, { communityId, personId, kind: "report", recordId, at: now });
}

async function reportPage(trx: Scoped, visit: Visit, id: string, form?: Returned) {
  const { page, actor, community, t } = visit;
  const report = await reportFor(trx, actor, id);
  if (!report) return null;
  await looked(trx, visit, report.id);
  const evidence = readEvidence(report.evidence);
  const people = await namesOf(trx, named(report, evidence));
  const called = (person: string) => {
    const found = people.get(person);
    return found ? nameOf(found) : "";
  };
  return (
    <ReportPanel
      page={page}
      report={report}
      evidence={
        evidence ? (
          <EvidenceView
            page={page}
            evidence={evidence}
            aboutId={report.about?.id ?? null}
            nameOf={called}
            file={report.hasFile ? `${community.base}/admin/reports/${report.id}/file` : null}
          />
        ) : (
          <p class="quiet">{t("reports.evidence.gone")}</p>
        )
      }
      deeds={deedsOf(visit, report, evidence)}
      form={form ?? filled({})}
    />
  );
}

/** Whose names may stand beside the evidence: the one it is about, and whoever gives what is reported. */
function named({ about }: Report, evidence: Evidence | null): string[] {
  const giver =
    evidence?.kind === "meeting" && (evidence.group || evidence.host === about?.id)
      ? [evidence.host]
      : evidence?.kind === "review"
        ? [evidence.provider]
        : [];
  return [...giver, ...(about ? [about.id] : [])];
}

function deedsOf({ community: { base }, t }: Visit, { about, recordId }: Report, evidence: Evidence | null) {
  const deeds: { href: string; label: string }[] = [];
  if (about) deeds.push({ href: `${base}/admin/members/${about.id}`, label: t("reports.deeds.person") });
  if (evidence?.kind === "review")
    deeds.push({
      href: `${base}/admin/reviews?q=${encodeURIComponent(evidence.text.slice(0, 40))}`,
      label: t("reports.deeds.review"),
    });
  if (evidence?.kind === "message" && evidence.room)
    deeds.push({
      href: `${base}/rooms/${evidence.room.id}?before=${evidence.number + 1}`,
      label: t("reports.deeds.room"),
    });
  if (evidence?.kind === "room")
    deeds.push({ href: `${base}/rooms/${recordId}`, label: t("reports.deeds.room") });
  if (evidence?.kind === "meeting" && evidence.group)
    deeds.push({ href: `${base}/groups/${recordId}`, label: t("reports.deeds.group") });
  return deeds;
}

panel.get(
  "/admin/reports/:id",
  show("coordinator", (visit, trx, c) => reportPage(trx, visit, param(c, "id"))),
);

panel.get(
  "/admin/reports/:id/file",
  show("coordinator", async (visit, trx, c) => {
    const reportId = param(c, "id");
    const file = await fileOf(trx, visit.actor, reportId);
    if (!file) return null;
    await looked(trx, visit, reportId);
    return c.body(new Uint8Array(file.content), 200, {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": create(file.name),
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "private, no-store",
    });
  }),
);

panel.post(
  "/admin/reports/:id/settle",
  submit("coordinator", async (visit, form, c) => {
    const reportId = param(c, "id");
    const input = { reportId, answer: form.text("answer") };
    const outcome = await settleReport(c.get("platform"), visit.actor, input);
    if (outcome.ok) return goOn(c, `${visit.community.base}/admin/reports`, "notice.reports.settled");
    return again(c, (trx) => reportPage(trx, visit, reportId, returned(visit.t, form, outcome)));
  }),
);
