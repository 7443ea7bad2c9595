import { isCurrency, moneyWords } from "#platform/money.ts";
import type { Page } from "#ui/page.ts";
import { Fact, Notice } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { Panel } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import { minorOf } from "../amounts.ts";
import type { DeskPayment } from "../queries/desk.ts";
import { StandingBadge } from "./payments.tsx";

interface PaymentProps {
  page: Page;
  payment: DeskPayment;
  refusal?: string | undefined;
}

/** One payment for staff: who, how much, by when; not what it is for. */
export function PaymentPage({ page, payment, refusal }: PaymentProps) {
  const { t, community, zone, now } = page;
  const root = `${community?.base}/admin/payments`;
  const { reference, payer, amount, currency, method, standing, payBy } = payment;
  const said = (at: Temporal.Instant) => `${dayName(at, zone, now)}, ${clockTime(at, zone)}`;
  return (
    <Panel
      page={page}
      at="payments"
      title={t("payments.one.title", { reference })}
      back={{ href: root, label: t("payments.one.back") }}
    >
      {refusal && (
        <Notice tone="warn" icon="alert">
          {refusal}
        </Notice>
      )}
      <section class="card-plain mb-6 max-w-2xl p-5">
        <p class="mb-4 flex flex-wrap items-center justify-between gap-3">
          <span class="text-2xl font-semibold">{moneyWords({ minor: amount, currency })}</span>
          <StandingBadge page={page} standing={standing} />
        </p>
        <dl class="grid gap-3 sm:grid-cols-2">
          <div>
            <dt class="quiet text-sm">{t("payments.list.payer")}</dt>
            <dd class="font-medium break-words">{displayName(payer)}</dd>
            <dd class="quiet text-sm break-words">{payer.email}</dd>
          </div>
          <Fact label={t("payments.list.method")}>{t(`payments.method.${method}`)}</Fact>
          {payBy && <Fact label={t("payments.until")}>{said(payBy)}</Fact>}
        </dl>
        <Deeds page={page} payment={payment} root={root} />
      </section>
      <section class="max-w-2xl">
        <h2 class="mb-2">{t("payments.one.history")}</h2>
        <ol class="grid gap-1.5">
          {payment.events.map(({ kind, at, name, detail }) => (
            <li>
              <span class="quiet">{said(Temporal.Instant.from(at))}:</span> {t(`payments.event.${kind}`)}
              {name && ` (${name})`}
              {` ${saidAmount(detail)}`}
            </li>
          ))}
        </ol>
      </section>
    </Panel>
  );
}

/** An amount as the card service told it, in words. */
function saidAmount({ amount, currency }: DeskPayment["events"][number]["detail"]): string {
  const code = currency?.toUpperCase() ?? "";
  const minor = isCurrency(code) && amount != null ? minorOf(amount, code) : null;
  return minor === null ? "" : moneyWords({ minor, currency: code });
}

function Deeds({ page: { t }, payment, root }: { page: Page; payment: DeskPayment; root: string }) {
  const { id, method, standing, isDue } = payment;
  const path = `${root}/${id}`;
  if (method === "desk" && (standing === "open" || standing === "ended"))
    return isDue && standing === "open" ? (
      <div class="mt-5">
        <p class="mb-3">{t("payments.one.record.text")}</p>
        <ButtonForm
          action={`${path}/record`}
          label={t("payments.one.record")}
          icon="check"
          look="btn btn-primary"
        />
      </div>
    ) : (
      <p class="mt-5">{t("payments.one.off")}</p>
    );
  if (standing === "failed" || (standing === "owed" && method === "desk"))
    return (
      <div class="mt-5">
        <p class="mb-3">{t(standing === "failed" ? "payments.one.failed.text" : "payments.one.owed.text")}</p>
        <ButtonForm
          action={`${path}/hand-back`}
          label={t("payments.one.handBack")}
          icon="check"
          look="btn btn-primary"
        />
      </div>
    );
  return null;
}
