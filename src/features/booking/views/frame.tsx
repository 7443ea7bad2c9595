import type { Child } from "hono/jsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

const stepNames = ["format", "service", "time", "provider", "location", "weeks", "topic"] as const;

type StepName = (typeof stepNames)[number];

interface FrameProps {
  page: Page;
  step: StepName | "review";
  title: string;
  lead?: string | undefined;
  back?: string | undefined;
  wide?: boolean;
  /** Whether the format is given every week, which asks for one thing more. */
  weekly?: boolean | undefined;
  children: Child;
}

/** A step of booking: where one is, what is asked, and the way back. */
export function StepFrame({ page, step, title, lead, back, wide = false, weekly, children }: FrameProps) {
  const { t } = page;
  const steps: readonly StepName[] = weekly ? stepNames : stepNames.filter((name) => name !== "weeks");
  const number = step === "review" ? steps.length + 1 : steps.indexOf(step) + 1;
  return (
    <Layout page={page} title={title} wide={wide}>
      <Progress page={page} number={number} steps={steps.length} />
      <Heading title={title} lead={lead} back={back ? { href: back, label: t("booking.back") } : undefined} />
      {children}
    </Layout>
  );
}

/** Says the step in words and draws it; the drawing is for the eye alone. */
function Progress({ page, number, steps }: { page: Page; number: number; steps: number }) {
  const { t } = page;
  const last = number > steps;
  return (
    <div class="mb-5">
      <p class="quiet mb-2 text-sm">
        {last ? t("booking.progress.review") : t("booking.progress", { step: number, steps })}
      </p>
      <div class="flex gap-1.5" aria-hidden="true">
        {Array.from({ length: steps }, (_, i) => (
          <span class={`h-1.5 flex-1 rounded-full ${i < number ? "bg-primary" : "bg-base-300"}`} />
        ))}
      </div>
    </div>
  );
}
