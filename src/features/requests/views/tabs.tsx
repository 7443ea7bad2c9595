import type { Page } from "#ui/page.ts";

/** For who both asks and answers: each list has its address. */
export function Tabs({ page, at }: { page: Page; at: "others" | "own" }) {
  const { t, community } = page;
  const root = `${community?.base}/requests`;
  const tab = (name: "others" | "own", href: string) => (
    <a
      href={href}
      aria-current={at === name ? "page" : undefined}
      class="hover:border-base-content/40 aria-[current]:border-primary aria-[current]:text-primary -mb-px flex min-h-11 items-center border-b-2 border-transparent font-medium"
    >
      {t(`requests.tab.${name}`)}
    </a>
  );
  return (
    <nav aria-label={t("requests.title")} class="border-base-300 mb-6 flex gap-6 border-b">
      {tab("others", root)}
      {tab("own", `${root}/mine`)}
    </nav>
  );
}
