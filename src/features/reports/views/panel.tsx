import type { Child } from "hono/jsx";
import { FormFaults, TextArea } from "#ui/forms.tsx";
import { Pager, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { dayName } from "#ui/when.ts";
import { type Listing, Panel, type Returned } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import type { Report, ReportLine } from "../queries/reports.ts";
import { longest } from "../rules.ts";

interface ReportsPanelProps {
  page: Page;
  found: Listing<ReportLine>;
  settled: boolean;
}

/** What people reported, for coordinators. */
export function ReportsPanel({ page, found, settled }: ReportsPanelProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin/reports`;
  const tab =
    "rounded-field aria-[current]:bg-base-300 inline-flex min-h-11 items-center gap-2 px-3 font-medium";
  return (
    <Panel page={page} at="reports" title={t("reports.panel.title")} lead={t("reports.panel.lead")}>
      <nav aria-label={t("reports.panel.tabs")} class="mb-5 flex flex-wrap gap-1">
        <a href={root} class={tab} aria-current={settled ? undefined : "page"}>
          {t("reports.panel.open")}
          {!settled && found.total > 0 && <Badge tone="warn">{found.total}</Badge>}
        </a>
        <a href={`${root}?show=settled`} class={tab} aria-current={settled ? "page" : undefined}>
          {t("reports.panel.settled")}
        </a>
      </nav>
      {found.rows.length === 0 ? (
        <Empty icon="flag" title={t(settled ? "reports.panel.empty.settled" : "reports.panel.empty")}>
          {t("reports.panel.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("reports.panel.title")}>
            <thead>
              <tr>
                <th scope="col">{t("reports.panel.what")}</th>
                <th scope="col">{t("reports.panel.reason")}</th>
                <th scope="col">{t("reports.panel.about")}</th>
                <th scope="col">{t("reports.panel.day")}</th>
              </tr>
            </thead>
            <tbody>
              {found.rows.map((report) => (
                <tr>
                  <th scope="row">
                    <a href={`${root}/${report.id}`} class="link">
                      {t(`reports.kind.${report.kind}`)}
                    </a>
                  </th>
                  <td>
                    <ReasonBadge page={page} reason={report.reason} />
                  </td>
                  <td>{report.about ? nameOf(report.about) : "–"}</td>
                  <td class="whitespace-nowrap">{dayName(report.at, zone, now)}</td>
                </tr>
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

const ReasonBadge = ({ page: { t }, reason }: { page: Page; reason: ReportLine["reason"] }) => (
  <Badge tone={reason === "danger" ? "warn" : "plain"}>{t(`reports.reason.${reason}`)}</Badge>
);

interface ReportPanelProps {
  page: Page;
  report: Report;
  evidence: Child;
  /** Where something can be done about it. */
  deeds: readonly { href: string; label: string }[];
  form: Returned;
}

/** One report: what it is about, the evidence, and the answer. Who reported is not on it. */
export function ReportPanel({ page, report, evidence, deeds, form }: ReportPanelProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin`;
  return (
    <Panel
      page={page}
      at="reports"
      title={t("reports.one", { kind: report.kind })}
      back={{ href: `${root}/reports`, label: t("reports.panel.title") }}
    >
      <div class="mb-6 flex flex-wrap items-center gap-3">
        <ReasonBadge page={page} reason={report.reason} />
        <span class="quiet">{dayName(report.at, zone, now)}</span>
        {report.about && (
          <span>
            {t("reports.panel.about")}{" "}
            <a href={`${root}/members/${report.about.id}`} class="link font-semibold">
              {nameOf(report.about)}
            </a>
          </span>
        )}
      </div>
      {report.words && (
        <section aria-labelledby="words-title" class="card-plain mb-6 max-w-3xl p-5">
          <h2 id="words-title" class="mb-2">
            {t("reports.panel.words")}
          </h2>
          <p class="wrap-anywhere whitespace-pre-wrap">{report.words}</p>
        </section>
      )}
      <section aria-labelledby="evidence-title" class="card-plain mb-6 max-w-3xl p-5">
        <h2 id="evidence-title" class="mb-1">
          {t("reports.panel.evidence")}
        </h2>
        <p class="quiet mb-4 text-sm">{t("reports.panel.evidence.hint")}</p>
        {evidence}
      </section>
      {deeds.length > 0 && (
        <section aria-labelledby="deeds-title" class="mb-6">
          <h2 id="deeds-title" class="mb-2">
            {t("reports.panel.deeds")}
          </h2>
          <p class="flex flex-wrap gap-2.5">
            {deeds.map(({ href, label }) => (
              <a href={href} class="btn btn-sm">
                {label}
              </a>
            ))}
          </p>
        </section>
      )}
      {report.settled ? (
        <Settled page={page} report={report} />
      ) : (
        <SettleForm page={page} report={report} form={form} />
      )}
    </Panel>
  );
}

function Settled({ page: { t, zone, now }, report }: { page: Page; report: Report }) {
  return (
    <section aria-labelledby="answer-title" class="card-plain max-w-3xl p-5">
      <h2 id="answer-title" class="mb-1">
        {t("reports.answer.given")}
      </h2>
      {report.settledAt && (
        <p class="quiet mb-2 text-sm">
          {report.settledBy && `${nameOf(report.settledBy)}, `}
          {dayName(report.settledAt, zone, now)}
        </p>
      )}
      <p class="wrap-anywhere whitespace-pre-wrap">{report.answer}</p>
    </section>
  );
}

function SettleForm({ page, report, form }: { page: Page; report: Report; form: Returned }) {
  const { t, community } = page;
  return (
    <form method="post" action={`${community?.base}/admin/reports/${report.id}/settle`} class="max-w-2xl">
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <TextArea
        name="answer"
        label={t("reports.answer")}
        hint={t("reports.answer.hint")}
        form={form}
        rows={4}
        maxlength={longest.answer}
        required
      />
      <button type="submit" class="btn btn-primary">
        {t("reports.settle")}
      </button>
    </form>
  );
}
