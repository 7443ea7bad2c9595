import type { Child } from "hono/jsx";
import { html, raw } from "#ui/markup.ts";
import { assets } from "./assets.ts";
import { QuickExit } from "./exit.tsx";
import { Icon } from "./icons.tsx";
import { Listening } from "./listening.tsx";
import { Navigation } from "./navigation.tsx";
import type { Page } from "./page.ts";
import { Popup } from "./popup.tsx";

const themes = { system: undefined, light: "kith", dark: "kith-dark" } as const;

interface LayoutProps {
  page: Page;
  title: string;
  /** Wide pages are tables and calendars; the others keep a comfortable line. */
  wide?: boolean;
  /** As high as the window and no higher, without a foot: what is inside scrolls by itself. */
  fill?: boolean;
  /** Stands in the place of the bar on top. */
  header?: Child;
  /** What the page is about, in the words of `touch`: when something of it changes, the page is refreshed where it is. */
  live?: readonly string[];
  children: Child;
}

/** Where a window is too low for it, the page is higher and scrolls after all. */
const filled = "flex min-h-96 max-w-4xl flex-col sm:px-4 sm:py-4";

/** The whole document around a page's content. */
export function Layout({ page, title, wide = false, fill = false, header, live, children }: LayoutProps) {
  const { t } = page;
  const place = page.community?.name ?? t("app.name");
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en" data-theme={themes[page.look]}>
        {head(page.discreet ? t("app.name") : title === place ? title : `${title} · ${place}`)}
        <body class={`flex flex-col ${fill ? "h-dvh" : ""} ${page.discreet ? "pb-20" : ""}`}>
          <a href="#content" class="btn btn-primary absolute -top-20 left-4 z-50 focus:top-4">
            {t("layout.skip")}
          </a>
          <QuickExit page={page} />
          {page.demo && (
            <aside
              aria-label={t("layout.demo.label")}
              class="bg-warning text-warning-content px-4 py-1.5 text-center text-sm"
            >
              {t("layout.demo")}
            </aside>
          )}
          {header ?? <Navigation page={page} />}
          <main
            id="content"
            tabindex={-1}
            class={`mx-auto w-full flex-1 outline-none ${fill ? filled : `px-4 py-6 sm:py-10 ${wide ? "max-w-6xl" : "max-w-2xl"}`}`}
          >
            {page.notice && (
              <p id="notice" role="status" class="alert bg-success text-success-content mb-6 border-0">
                <Icon name="check" />
                <span>{page.notice}</span>
              </p>
            )}
            {children}
          </main>
          {!fill && <Footer page={page} />}
          <Popup page={page} />
          <Listening page={page} about={live} />
        </body>
      </html>
    </>
  );
}

/**
 * As text: what Hono does with elements of a head, moving and sorting them, is not needed here and costs every page. Nothing is fetched
 * ahead, because what somebody opened counts as seen, and pointing at a link is not opening it.
 */
function head(title: string) {
  const { script, style, font } = assets();
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="turbo-prefetch" content="false" />
    <meta name="turbo-refresh-method" content="morph" />
    <meta name="turbo-refresh-scroll" content="preserve" />
    <title>${title}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="${style}" />
    <script type="module" src="${script}"></script>
  </head>`;
}

function Footer({ page }: { page: Page }) {
  const { t } = page;
  const looks = ["system", "light", "dark"] as const;
  return (
    <footer class="border-base-300 quiet mt-8 border-t py-6 text-sm">
      <div class="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-3 px-4">
        <a href="/crisis" class="link-plain inline-flex items-center gap-2">
          <Icon name="lifebuoy" class="size-4" />
          {t("layout.crisis")}
        </a>
        <form method="post" action="/look" data-controller="look" class="flex items-center gap-2">
          <input type="hidden" name="back" value={page.here} />
          <label for="look">{t("layout.theme")}</label>
          <select id="look" name="look" class="select select-sm w-auto" data-action="look#choose">
            {looks.map((look) => (
              <option value={look} selected={look === page.look}>
                {t(`layout.theme.${look}`)}
              </option>
            ))}
          </select>
          <noscript>
            <button type="submit" class="btn btn-sm">
              {t("layout.theme.apply")}
            </button>
          </noscript>
        </form>
      </div>
    </footer>
  );
}
