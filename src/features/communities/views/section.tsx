import type { Child } from "hono/jsx";

/** One part of the settings form under its heading. */
export function Section({ title, lead, children }: { title: string; lead?: string; children: Child }) {
  return (
    <section class="border-base-300 mb-8 border-t pt-6 first-of-type:border-0 first-of-type:pt-0">
      <h2 class="mb-4">{title}</h2>
      {lead && <p class="quiet -mt-2 mb-4">{lead}</p>}
      {children}
    </section>
  );
}
