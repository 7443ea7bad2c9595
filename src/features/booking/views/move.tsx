import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";

interface MoveProps {
  page: Page;
  before: string;
  after: string;
  place: string | null;
  hidden: Readonly<Record<string, string>>;
  paths: { meeting: string; move: string };
}

/** The last look before a meeting moves: the old time beside the new one. */
export function MovePage({ page, before, after, place, hidden, paths }: MoveProps) {
  const { t } = page;
  return (
    <Layout page={page} title={t("meetings.move.review.title")}>
      <Heading
        title={t("meetings.move.review.title")}
        back={{ href: paths.move, label: t("meetings.move") }}
      />
      <dl class="card-plain divide-base-300 mb-6 divide-y">
        <div class="px-5 py-3.5">
          <dt class="quiet text-sm">{t("meetings.move.before")}</dt>
          <dd class="line-through">{before}</dd>
        </div>
        <div class="px-5 py-3.5">
          <dt class="quiet text-sm">{t("meetings.move.after")}</dt>
          <dd class="font-semibold">{after}</dd>
        </div>
        {place && (
          <div class="px-5 py-3.5">
            <dt class="quiet text-sm">{t("booking.review.where")}</dt>
            <dd class="font-medium">{place}</dd>
          </div>
        )}
      </dl>
      <form method="post" action={paths.move}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit" class="btn btn-primary btn-lg w-full sm:w-auto">
          <Icon name="check" />
          {t("meetings.move.review.confirm")}
        </button>
      </form>
    </Layout>
  );
}
