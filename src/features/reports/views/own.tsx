import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading } from "#ui/parts.tsx";
import { dayName } from "#ui/when.ts";
import type { OwnReport } from "../queries/reports.ts";

/** What the reader reported, and what was answered. */
export function OwnReportsPage({ page, reports }: { page: Page; reports: readonly OwnReport[] }) {
  const { t, zone, now } = page;
  return (
    <Layout page={page} title={t("reports.own.title")} live={["reports"]}>
      <Heading title={t("reports.own.title")} lead={t("reports.own.lead")} />
      {reports.length === 0 ? (
        <Empty icon="flag" title={t("reports.own.empty")}>
          {t("reports.own.empty.text")}
        </Empty>
      ) : (
        <ul class="grid gap-3">
          {reports.map((report) => (
            <li class="card-plain p-4">
              <p class="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
                <span class="font-semibold">{t(`reports.kind.${report.kind}`)}</span>
                <Badge tone={report.settled ? "good" : "plain"}>
                  {t(report.settled ? "reports.state.settled" : "reports.state.open")}
                </Badge>
              </p>
              <p class="quiet text-sm">
                {t(`reports.reason.${report.reason}`)} · {dayName(report.at, zone, now)}
              </p>
              {report.words && <p class="mt-2 wrap-anywhere whitespace-pre-wrap">{report.words}</p>}
              {report.settled && (
                <div class="border-base-300 mt-3 border-l-4 pl-3">
                  <p class="text-sm font-semibold">{t("reports.answer.of")}</p>
                  <p class="mt-1 wrap-anywhere whitespace-pre-wrap">{report.answer}</p>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </Layout>
  );
}
