import type { Page } from "#ui/page.ts";

/** For who both asks and answers: each list has its address. */
export function Tabs({ page, at }: { page: Page; at: "others" | "own" }) {
  const { t, community } = page;
  const root = `${community?.base}/requests`;
  const tab = (name: "others" | "own", href: string) => (
    <a
      href={href}
      aria-current={at === name ? "page" : undefined}
      class="tab aria-[current]:tab-active min-h-11 px-4 font-medium"
    >
      {t(`requests.tab.${name}`)}
    </a>
  );
  return (
    <nav aria-label={t("requests.title")} class="tabs tabs-border mb-6">
      {tab("others", root)}
      {tab("own", `${root}/mine`)}
    </nav>
  );
}
