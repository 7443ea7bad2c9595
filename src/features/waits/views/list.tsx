import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Heading, LinkRow } from "#ui/parts.tsx";
import { zoneName } from "#ui/when.ts";
import type { Wait, WaitState } from "../queries.ts";
import { offerWords, pointWords, wishWords } from "./words.ts";

interface ListProps {
  page: Page;
  open: readonly Wait[];
  past: readonly Wait[];
  pathOf: (wait: Wait) => string;
  paths: { back: string; book: string };
}

/** What somebody waits for, and what became of it before. */
export function WaitsPage({ page, open, past, pathOf, paths }: ListProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("waits.list.title")} live={["waits"]}>
      <Heading
        title={t("waits.list.title")}
        lead={t("layout.timesIn", { zone: zoneName(page.zone, page.now) })}
        back={{ href: paths.back, label: t("nav.meetings") }}
      />
      {open.length === 0 ? (
        <Empty icon="clock" title={t("waits.list.empty")}>
          <p>{t("waits.list.empty.text")}</p>
          <a href={paths.book} class="btn btn-primary mt-2">
            {t("nav.home")}
          </a>
        </Empty>
      ) : (
        <Lines page={page} waits={open} pathOf={pathOf} />
      )}
      {past.length > 0 && (
        <section class="mt-8">
          <h2 class="mb-3">{t("waits.list.past")}</h2>
          <Lines page={page} waits={past} pathOf={pathOf} />
        </section>
      )}
    </Layout>
  );
}

const tones = { waiting: "info", offered: "good", booked: "plain", ended: "plain" } as const satisfies Record<
  WaitState,
  string
>;

function Lines({ page, waits, pathOf }: { page: Page; waits: readonly Wait[]; pathOf: ListProps["pathOf"] }) {
  return (
    <ul class="grid gap-3">
      {waits.map((wait) => (
        <li>
          <LinkRow
            href={pathOf(wait)}
            icon={wait.state === "offered" ? "check" : "clock"}
            title={
              wait.state === "offered" && wait.offer
                ? offerWords(page, wait, wait.offer)
                : wishWords(page, wait)
            }
            detail={
              <>
                {wait.service.code} · {wait.format.name}
                {wait.offer?.keptUntil && <KeptUntil page={page} until={wait.offer.keptUntil} />}
              </>
            }
            end={<Badge tone={tones[wait.state]}>{page.t(`waits.state.${wait.state}`)}</Badge>}
          />
        </li>
      ))}
    </ul>
  );
}

function KeptUntil({ page, until }: { page: Page; until: number }) {
  const { t } = page;
  return <span class="block">{t("waits.kept", { until: pointWords(page, until) })}</span>;
}
