import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import type { NoShowRule } from "../paused.ts";

interface PausedProps {
  page: Page;
  /** null: switched off this very moment. */
  rule: NoShowRule | null;
  /** When it ends, in words. */
  until: string;
  /** How to reach those who run the community; may be empty. */
  contact: string;
}

/** That somebody cannot book for a while, why, until when and whom to ask. */
export function PausedNotice({ page: { t }, rule, until, contact }: PausedProps) {
  return (
    <Notice tone="warn" icon="clock">
      <p class="font-semibold">{t("attendance.paused.title", { until })}</p>
      <PausedWords t={t} rule={rule} contact={contact} />
    </Notice>
  );
}

function PausedWords({ t, rule, contact }: Pick<PausedProps, "rule" | "contact"> & Pick<Page, "t">) {
  return (
    <>
      {rule && (
        <p class="mt-1">{t("attendance.paused.text", { times: rule.times, days: rule.withinDays })}</p>
      )}
      <p class="mt-1">{t("attendance.paused.help", { contact })}</p>
    </>
  );
}

/** The same as the answer to somebody who tries. */
export function PausedPage({ page, rule, until, contact, back }: PausedProps & { back: string }) {
  const { t } = page;
  return (
    <Layout page={page} title={t("refusal.paused")}>
      <Heading
        title={t("attendance.paused.title", { until })}
        back={{ href: back, label: t("attendance.paused.back") }}
      />
      <div class="card-plain p-5">
        <PausedWords t={t} rule={rule} contact={contact} />
      </div>
    </Layout>
  );
}
