import type { Child } from "hono/jsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

const tabs = {
  summary: "/dashboard/metrics",
  demographics: "/dashboard/metrics/demographics",
  meetings: "/dashboard/metrics/meetings",
} as const;

export type MetricsTab = keyof typeof tabs;

interface FrameProps {
  page: Page;
  at: MetricsTab;
  children: Child;
}

/** What the three tabs of a provider's metrics stand in. Each tab is an address. */
export function MetricsFrame({ page, at, children }: FrameProps) {
  const { t, community } = page;
  const base = community?.base ?? "";
  return (
    <Layout page={page} title={`${t(`metrics.tab.${at}`)} · ${t("metrics.title")}`} wide>
      <Heading title={t("metrics.title")} back={{ href: `${base}/dashboard`, label: t("metrics.back") }} />
      <nav
        aria-label={t("metrics.tabs")}
        class="border-base-300 not-printed mb-6 flex flex-wrap gap-x-4 border-b sm:gap-x-6"
      >
        {(["summary", "demographics", "meetings"] as const).map((tab) => (
          <a
            href={`${base}${tabs[tab]}`}
            aria-current={at === tab ? "page" : undefined}
            class="hover:border-base-content/40 aria-[current]:border-primary aria-[current]:text-primary -mb-px flex min-h-11 items-center border-b-2 border-transparent font-medium"
          >
            {t(`metrics.tab.${tab}`)}
          </a>
        ))}
      </nav>
      {children}
    </Layout>
  );
}
