import type { Child } from "hono/jsx";
import { Icon, type IconName } from "./icons.tsx";

/** A page's heading with the way back above it and what it is about below it. */
export function Heading({
  title,
  lead,
  back,
}: {
  title: string;
  lead?: string | undefined;
  back?: { href: string; label: string } | undefined;
}) {
  return (
    <div class="mb-6">
      {back && (
        <a
          href={back.href}
          class="link-plain mb-3 inline-flex min-h-11 items-center gap-1.5 text-sm sm:min-h-0"
        >
          <Icon name="arrowLeft" class="size-4" />
          {back.label}
        </a>
      )}
      <h1>{title}</h1>
      {lead && <p class="quiet mt-2 max-w-prose">{lead}</p>}
    </div>
  );
}

/** What a page says when there is nothing to show yet: why, and what to do next. */
export function Empty({
  icon = "inbox",
  title,
  children,
}: {
  icon?: IconName;
  title: string;
  children?: Child;
}) {
  return (
    <div class="card-plain flex flex-col items-center gap-3 px-6 py-10 text-center">
      <Icon name={icon} class="text-primary size-8" />
      <p class="text-lg font-semibold">{title}</p>
      {children && <div class="quiet max-w-prose">{children}</div>}
    </div>
  );
}

/** A row that leads somewhere: the whole of it is the target. */
export function LinkRow({
  href,
  icon,
  title,
  detail,
  end,
}: {
  href: string;
  icon?: IconName | undefined;
  title: string;
  detail?: Child;
  end?: Child;
}) {
  return (
    <a href={href} class="card-plain hover:border-primary flex min-h-16 items-center gap-4 px-4 py-3.5">
      {icon && (
        <span class="bg-base-200 text-primary rounded-full p-2.5">
          <Icon name={icon} />
        </span>
      )}
      <span class="min-w-0 flex-1">
        <span class="block font-semibold break-words">{title}</span>
        {detail && <span class="quiet block text-sm">{detail}</span>}
      </span>
      {end ?? <Icon name="chevronRight" class="quiet size-5" />}
    </a>
  );
}

export function Badge({
  children,
  tone = "plain",
}: {
  children: Child;
  tone?: "plain" | "good" | "warn" | "info";
}) {
  const tones = {
    plain: "bg-base-300 text-base-content",
    good: "bg-success text-success-content",
    warn: "bg-warning text-warning-content",
    info: "bg-info text-info-content",
  };
  return (
    <span class={`rounded-selector inline-flex items-center gap-1 px-2 py-0.5 text-sm ${tones[tone]}`}>
      {children}
    </span>
  );
}

export function Notice({
  children,
  tone = "info",
  icon = "info",
}: {
  children: Child;
  tone?: "info" | "warn";
  icon?: IconName;
}) {
  const tones = { info: "bg-info text-info-content", warn: "bg-warning text-warning-content" };
  return (
    <div class={`rounded-box mb-6 flex items-start gap-3 p-4 ${tones[tone]}`}>
      <Icon name={icon} class="mt-0.5 size-5" />
      <div>{children}</div>
    </div>
  );
}

/** One line of a `dl`: what it is called above what it is. What somebody wrote keeps its lines. */
export const Fact = ({
  label,
  written = false,
  children,
}: {
  label: string;
  written?: boolean;
  children: Child;
}) => (
  <div>
    <dt class="quiet text-sm">{label}</dt>
    <dd class={written ? "wrap-anywhere whitespace-pre-line" : "font-medium break-words"}>{children}</dd>
  </div>
);
