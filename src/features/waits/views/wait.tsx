import { instantOf } from "#platform/clock.ts";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { span, zoneName } from "#ui/when.ts";
import { nameOf } from "../../people/person.ts";
import type { Wait } from "../queries.ts";
import { pointWords, wishWords } from "./words.ts";

interface WaitProps {
  page: Page;
  wait: Wait;
  paths: { list: string; end: string; again: string; take: string | null };
}

/** One thing somebody waits for: still waiting, a time that is kept for them, or over. */
export function WaitPage(props: WaitProps) {
  const { page, wait, paths } = props;
  const { t } = page;
  const offered = wait.state === "offered" && wait.offer !== null;
  const title = offered ? t("waits.offered.title") : t(`waits.title.${wait.state}`);
  return (
    <Layout page={page} title={title} live={[`wait:${wait.id}`]}>
      <Heading
        title={title}
        lead={[wait.service.code, wait.format.name].join(" · ")}
        back={{ href: paths.list, label: t("waits.list.title") }}
      />
      {offered && wait.offer ? <Offered {...props} offer={wait.offer} /> : <Wish {...props} />}
    </Layout>
  );
}

function Offered({ page, wait, paths, offer }: WaitProps & { offer: NonNullable<Wait["offer"]> }) {
  const { t, zone, now } = page;
  const start = instantOf(offer.start);
  return (
    <section class="card-plain p-5 sm:p-6">
      <p class="flex items-start gap-3 text-lg font-semibold">
        <Icon name="calendar" class="text-primary mt-0.5 size-6" />
        <span>
          {span(start, instantOf(offer.start + wait.format.minutes), zone, now)}
          <span class="quiet block text-sm font-normal">{zoneName(zone, start)}</span>
        </span>
      </p>
      <p class="mt-3 flex items-start gap-3">
        <Icon name="user" class="text-primary mt-0.5 size-6" />
        {nameOf(offer.provider)}
      </p>
      {offer.keptUntil !== null && (
        <p class="mt-4">{t("waits.offered.text", { until: pointWords(page, offer.keptUntil) })}</p>
      )}
      <div class="mt-5 flex flex-wrap gap-2.5">
        {paths.take && (
          <a href={paths.take} class="btn btn-primary btn-lg w-full sm:w-auto">
            <Icon name="check" />
            {t("waits.take")}
          </a>
        )}
        <form method="post" action={paths.end}>
          <button type="submit" class="btn btn-lg w-full sm:w-auto">
            {t("waits.letGo")}
          </button>
        </form>
      </div>
      <p class="quiet mt-4 text-sm">{t("waits.letGo.hint")}</p>
    </section>
  );
}

function Wish({ page, wait, paths }: WaitProps) {
  const { t } = page;
  const who = wait.provider ? t("waits.with", { name: nameOf(wait.provider) }) : t("waits.withAnyone");
  return (
    <section class="card-plain p-5 sm:p-6">
      <p class="text-lg font-semibold">{wishWords(page, wait)}</p>
      <p class="quiet">{who}</p>
      <p class="mt-4 max-w-prose">
        {t(wait.state === "ended" && wait.offer ? "waits.text.missed" : `waits.text.${wait.state}`)}
      </p>
      <div class="mt-5 flex flex-wrap gap-2.5">
        {wait.state === "waiting" ? (
          <form method="post" action={paths.end}>
            <button type="submit" class="btn">
              {t("waits.stop")}
            </button>
          </form>
        ) : (
          <a href={paths.again} class="btn">
            <Icon name="bell" class="size-4" />
            {t("waits.again")}
          </a>
        )}
      </div>
    </section>
  );
}
