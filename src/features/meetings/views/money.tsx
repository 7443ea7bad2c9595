import { instantOf } from "#platform/clock.ts";
import { moneyWords } from "#platform/money.ts";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import { span } from "#ui/when.ts";
import type { Meeting } from "../queries.ts";

/** What a meeting costs, and what its proposal said when that was another amount. */
export function Price({ page, meeting }: { page: Page; meeting: Meeting }) {
  const { t } = page;
  const { price } = meeting;
  if (!price) return null;
  const isPaid = meeting.events.some(({ kind }) => kind === "paid");
  return (
    <div class="mt-4 flex items-start gap-3">
      <Icon name="wallet" class="text-primary mt-0.5 size-6" />
      <div>
        <p class="font-medium">
          {t(isPaid ? "meetings.price.paid" : "meetings.price", { price: moneyWords(price) })}
        </p>
        <Proposed page={page} meeting={meeting} />
      </div>
    </div>
  );
}

function Proposed({ page, meeting: { price, proposal } }: { page: Page; meeting: Meeting }) {
  const { t } = page;
  const said = proposal?.price;
  if (!said || !price || (said.minor === price.minor && said.currency === price.currency)) return null;
  const words = said.minor === 0 ? t("meetings.price.free") : moneyWords(said);
  return <p class="quiet text-sm">{t("meetings.price.proposed", { price: words })}</p>;
}

interface WaitingProps {
  page: Page;
  meeting: Meeting;
  /** Where the one who is to pay does so; nobody else has it. */
  pay: string | null;
  /** Who is to pay. */
  payer: string;
}

/** That a meeting waits for its payment, how long, and for the one who pays the way there. */
export function WaitsForPayment({ page, meeting, pay, payer }: WaitingProps) {
  const { t, zone, now } = page;
  if (meeting.state !== "unpaid" || !meeting.price || meeting.payBy === null) return null;
  const until = instantOf(meeting.payBy);
  const values = { price: moneyWords(meeting.price), until: span(until, until, zone, now), name: payer };
  return (
    <Notice tone="warn" icon="clock">
      <p>{t(pay ? "meetings.unpaid.payer" : "meetings.unpaid.text", values)}</p>
      {pay && (
        <a href={pay} class="btn btn-primary mt-3">
          <Icon name="creditCard" class="size-5" />
          {t("meetings.pay", values)}
        </a>
      )}
    </Notice>
  );
}

/** What became of the money of a meeting that is off. */
export function MoneyAfter({ page, meeting }: { page: Page; meeting: Meeting }) {
  if (!meeting.price || !meeting.events.some(({ kind }) => kind === "paid")) return null;
  const end = meeting.events.findLast(({ detail }) => detail.refund);
  return <p>{page.t(end?.detail.refund === "none" ? "meetings.money.kept" : "meetings.money.back")}</p>;
}
