import type { Child } from "hono/jsx";
import { Layout } from "./layout.tsx";
import type { Page } from "./page.ts";
import { Heading } from "./parts.tsx";
import { popupFrame } from "./popup.tsx";

interface PopupPageProps {
  page: Page;
  /** Asked for by a pop-up of another page, and not as a page of its own. */
  popup: boolean;
  title: string;
  lead?: string | undefined;
  back: { href: string; label: string };
  children: Child;
}

/** What opens over the page it was asked from, and is a page of its own for those without script. */
export function PopupPage({ page, popup, title, lead, back, children }: PopupPageProps) {
  if (!popup) {
    return (
      <Layout page={page} title={title}>
        <Heading title={title} lead={lead} back={back} />
        {children}
      </Layout>
    );
  }
  return (
    <turbo-frame id={popupFrame}>
      <h2
        id="popup-title"
        tabindex={-1}
        class={`bg-base-100 sticky top-0 z-10 pt-4 pr-12 outline-none ${lead ? "pb-2" : "pb-4"}`}
      >
        {title}
      </h2>
      {lead && <p class="quiet mb-5">{lead}</p>}
      {children}
    </turbo-frame>
  );
}
