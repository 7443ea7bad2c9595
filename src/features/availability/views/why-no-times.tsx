import type { Child } from "hono/jsx";
import { instantOf } from "#platform/clock.ts";
import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { clockTime, dayName } from "#ui/when.ts";
import type { NoTimes } from "../alternatives.ts";

interface WhyNoTimesProps {
  page: Page;
  /** What was asked for, as it is called: a service, or a provider's name. */
  name: string;
  found: NoTimes;
  /** Where a start of the same service leads (epoch minutes). */
  timePath: (at: number) => string;
  /** Where a start with another provider of the same service leads. */
  otherPath: (providerId: string, at: number) => string;
  /** Where somebody says that they wait until one becomes free; nothing where they cannot. */
  waitPath?: string | undefined;
  /** Where the generic service's times are. */
  genericPath: (serviceId: string) => string;
}

/** For the person who books: why there are no free times, in plain words, and what is nearest instead. */
export function WhyNoTimes({
  page,
  name,
  found,
  timePath,
  otherPath,
  genericPath,
  waitPath,
}: WhyNoTimesProps) {
  const { t } = page;
  const { next, others, generic } = found.alternatives;
  const when = (at: number) => whenOf(page, at);
  const nothingElse = next.length === 0 && others.length === 0 && !generic;
  return (
    <section class="card-plain mb-6 p-5" aria-labelledby="why-no-times">
      <h2 id="why-no-times" class="mb-1 flex items-start gap-2">
        <Icon name="info" class="text-primary mt-1 size-5" />
        {t("availability.why.title")}
      </h2>
      <p class="max-w-prose">{t(`availability.why.${found.reason}`, { name })}</p>
      {next.length > 0 && (
        <Choices title={t("availability.why.next")}>
          {next.map((at) => (
            <Choice href={timePath(at)} icon="clock" label={when(at)} />
          ))}
        </Choices>
      )}
      {others.length > 0 && (
        <Choices title={t("availability.why.others")}>
          {others.map(({ id, name: other, at }) => (
            <Choice
              href={otherPath(id, at)}
              icon="user"
              label={other}
              detail={t("availability.why.from", { when: when(at) })}
            />
          ))}
        </Choices>
      )}
      {generic && (
        <Choices title={t("availability.why.generic")}>
          <Choice
            href={genericPath(generic.id)}
            icon="users"
            label={generic.code}
            detail={t("availability.why.from", { when: when(generic.at) })}
          />
        </Choices>
      )}
      {nothingElse && <p class="quiet mt-3 max-w-prose">{t("availability.why.nothing")}</p>}
      {waitPath && (
        <a
          href={waitPath}
          rel="nofollow"
          class={`btn mt-5 w-full sm:w-auto ${nothingElse ? "btn-primary" : ""}`}
        >
          <Icon name="bell" class="size-4" />
          {t("waits.link.none")}
        </a>
      )}
    </section>
  );
}

function whenOf({ zone, now }: Page, at: number): string {
  const start = instantOf(at);
  return `${dayName(start, zone, now)}, ${clockTime(start, zone)}`;
}

function Choices({ title, children }: { title: string; children: Child }) {
  return (
    <>
      <h3 class="mt-5 mb-2">{title}</h3>
      <ul class="grid gap-2 sm:grid-cols-2">{children}</ul>
    </>
  );
}

function Choice({
  href,
  icon,
  label,
  detail,
}: {
  href: string;
  icon: IconName;
  label: string;
  detail?: string;
}) {
  return (
    <li>
      <a
        href={href}
        rel="nofollow"
        class="border-base-300 rounded-field hover:border-primary flex min-h-12 items-center gap-3 border px-3 py-2"
      >
        <Icon name={icon} class="text-primary size-4" />
        <span class="min-w-0">
          <span class="block font-semibold break-words tabular-nums">{label}</span>
          {detail && <span class="quiet block text-sm">{detail}</span>}
        </span>
      </a>
    </li>
  );
}
