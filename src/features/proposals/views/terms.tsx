import { instantOf } from "#platform/clock.ts";
import { type Money, moneyWords } from "#platform/money.ts";
import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { wayIcon } from "#ui/ways.ts";
import { clockTime, dayName, minutesAsWords, span, zoneName } from "#ui/when.ts";
import type { Translate } from "../../../words/translate.ts";

/** What a proposal offers, as far as it is shown. */
export interface Terms {
  minutes: number;
  price: Money;
  format: { name: string };
  location: { name: string; way: string } | null;
  times: readonly { start: number; end: number }[];
}

/** "$12.50", or "free". */
export const priceWords = (t: Translate, price: Money): string =>
  price.minor === 0 ? t("proposals.free") : moneyWords(price);

/** "Tue 3 Mar, 10:00–10:30" in the reader's zone. Epoch minutes. */
export const timeWords = ({ zone, now }: Page, { start, end }: { start: number; end: number }): string =>
  span(instantOf(start), instantOf(end), zone, now);

/** "Wed 4 Mar, 09:00" in the reader's zone. Epoch minutes. */
export function momentWords({ zone, now }: Page, minute: number): string {
  const at = instantOf(minute);
  return `${dayName(at, zone, now)}, ${clockTime(at, zone)}`;
}

/** Length, price, format and place; with the times unless they are chosen from elsewhere. */
export function TermsList({ page, terms, times = true }: { page: Page; terms: Terms; times?: boolean }) {
  const { t } = page;
  const { location } = terms;
  return (
    <dl class="grid gap-x-6 gap-y-2.5 text-sm">
      <Term icon="clock" label={t("proposals.length")} text={minutesAsWords(terms.minutes)} />
      <Term icon="wallet" label={t("proposals.price")} text={priceWords(t, terms.price)} />
      <Term icon="shapes" label={t("proposals.format")} text={terms.format.name} />
      <Term
        icon={location ? (wayIcon[location.way] ?? "mapPin") : "mapPin"}
        label={t("proposals.place")}
        text={location?.name ?? t("proposals.place.later")}
      />
      {times && terms.times.length > 0 && <Times page={page} times={terms.times} />}
    </dl>
  );
}

function Term({ icon, label, text }: { icon: IconName; label: string; text: string }) {
  return (
    <div class="flex items-start gap-2.5">
      <Icon name={icon} class="text-primary mt-0.5 size-4 shrink-0" />
      <dt class="sr-only">{label}</dt>
      <dd class="min-w-0 wrap-anywhere">{text}</dd>
    </div>
  );
}

function Times({ page, times }: { page: Page; times: Terms["times"] }) {
  const [first] = times;
  return (
    <div class="flex items-start gap-2.5">
      <Icon name="calendar" class="text-primary mt-0.5 size-4 shrink-0" />
      <dt class="sr-only">{page.t("proposals.times")}</dt>
      <dd>
        {times.map((time) => (
          <span class="block">{timeWords(page, time)}</span>
        ))}
        {first && <span class="quiet block">{zoneName(page.zone, instantOf(first.start))}</span>}
      </dd>
    </div>
  );
}
