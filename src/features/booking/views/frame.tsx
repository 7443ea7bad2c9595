import type { Child } from "hono/jsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

export const stepNames = ["format", "service", "time", "provider", "location", "topic"] as const;

export type StepName = (typeof stepNames)[number];

interface FrameProps {
  page: Page;
  step: StepName | "review";
  title: string;
  lead?: string | undefined;
  back?: string | undefined;
  wide?: boolean;
  children: Child;
}

/** A step of booking: where one is, what is asked, and the way back. */
export function StepFrame({ page, step, title, lead, back, wide = false, children }: FrameProps) {
  const { t } = page;
  const number = step === "review" ? stepNames.length + 1 : stepNames.indexOf(step) + 1;
  return (
    <Layout page={page} title={title} wide={wide}>
      <Progress page={page} number={number} />
      <Heading title={title} lead={lead} back={back ? { href: back, label: t("booking.back") } : undefined} />
      {children}
    </Layout>
  );
}

/** Says the step in words and draws it; the drawing is for the eye alone. */
function Progress({ page, number }: { page: Page; number: number }) {
  const { t } = page;
  const last = number > stepNames.length;
  return (
    <div class="mb-5">
      <p class="quiet mb-2 text-sm">
        {last
          ? t("booking.progress.review")
          : t("booking.progress", { step: number, steps: stepNames.length })}
      </p>
      <div class="flex gap-1.5" aria-hidden="true">
        {stepNames.map((_, i) => (
          <span class={`h-1.5 flex-1 rounded-full ${i < number ? "bg-primary" : "bg-base-300"}`} />
        ))}
      </div>
    </div>
  );
}
