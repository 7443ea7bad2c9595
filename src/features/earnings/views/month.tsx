import { instantOf } from "#platform/clock.ts";
import { Layout } from "#ui/layout.tsx";
import { Pager } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Heading } from "#ui/parts.tsx";
import { span } from "#ui/when.ts";
import type { Listing } from "../../admin/listing.ts";
import type { MeetingEarned } from "../queries/earned.ts";
import type { Earned } from "../rules.ts";
import { Meaning, nameOfMonth } from "./earnings.tsx";
import { FiguresTable } from "./table.tsx";

interface MonthPageProps {
  page: Page;
  month: Temporal.PlainYearMonth;
  /** All of the month, once for each currency. */
  all: readonly Earned[];
  found: Listing<MeetingEarned>;
  paths: { year: string; meeting: (meeting: MeetingEarned) => string };
}

/** Which meetings a month's earnings came from. Nobody who paid is named. */
export function MonthPage({ page, month, all, found, paths }: MonthPageProps) {
  const { t } = page;
  const name = nameOfMonth(month);
  return (
    <Layout page={page} title={t("earnings.of", { month: name })} wide>
      <Heading
        title={t("earnings.of", { month: name })}
        lead={t("earnings.of.lead")}
        back={{ href: paths.year, label: t("earnings.title") }}
      />
      {found.rows.length === 0 ? (
        <Empty icon="wallet" title={t("earnings.of.empty", { month: name })} />
      ) : (
        <>
          <FiguresTable
            page={page}
            label={t("earnings.of.table", { month: name })}
            heading={t("payments.what")}
            lines={found.rows.map((earned) => ({
              earned,
              head: (
                <>
                  <a href={paths.meeting(earned)} class="link-plain">
                    {earned.name}
                  </a>
                  <span class="quiet block font-normal">
                    {span(instantOf(earned.start), instantOf(earned.end), page.zone, page.now)}
                  </span>
                </>
              ),
            }))}
            sums={all.map((earned) => ({
              earned,
              head:
                all.length > 1
                  ? t("earnings.of.all.currency", { currency: earned.currency })
                  : t("earnings.of.all"),
            }))}
            counted
          />
          {found.total > found.rows.length && <Pager t={t} here={page.here} {...found} />}
        </>
      )}
      <Meaning page={page} />
    </Layout>
  );
}
