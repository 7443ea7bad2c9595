import { type Money, moneyWords } from "#platform/money.ts";
import { Narrow, Pager, SearchBar, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty, Notice } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { type Listing, Panel } from "../../admin/index.ts";
import { displayName } from "../../people/person.ts";
import type { PaymentLine, PaymentSearch } from "../queries/desk.ts";
import type { Standing } from "../rules.ts";

interface PaymentsProps {
  page: Page;
  search: PaymentSearch;
  found: Listing<PaymentLine>;
  /** How many need a look. */
  looks: number;
  /** What was typed as a reference and found nothing. */
  unknown: string | null;
}

const shows = ["all", "open", "owed", "look"] as const;

/** A community's payments, and the desk's own box for the code that somebody says. */
export function PaymentsPage({ page, search: { q, show }, found, looks, unknown }: PaymentsProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/payments`;
  const narrowed = q !== "" || show !== "all";
  return (
    <Panel page={page} at="payments" title={t("payments.list.title")} lead={t("payments.list.lead")}>
      <DeskBox page={page} root={root} unknown={unknown} />
      {looks > 0 && show !== "look" && (
        <Notice tone="warn" icon="alert">
          {t("payments.list.looks", { count: looks })}{" "}
          <a href={`${root}?show=look`} class="link-plain text-warning-content">
            {t("payments.list.looks.show")}
          </a>
        </Notice>
      )}
      <SearchBar
        t={t}
        action={root}
        label={t("payments.list.search")}
        query={q}
        clear={narrowed ? root : undefined}
      >
        <Narrow
          name="show"
          label={t("payments.list.show")}
          value={show}
          options={shows.map((value) => ({ value, label: t(`payments.list.show.${value}`) }))}
        />
      </SearchBar>
      {found.rows.length === 0 ? (
        <Empty icon="creditCard" title={t("payments.list.empty.title")}>
          {narrowed ? t("listing.nothing.text") : t("payments.list.empty.text")}
        </Empty>
      ) : (
        <>
          <TableBox label={t("payments.list.title")}>
            <thead>
              <tr>
                {(["payer", "reference", "date", "amount", "method", "state", "refund"] as const).map(
                  (name) => (
                    <th scope="col">{t(`payments.list.${name}`)}</th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {found.rows.map((payment) => (
                <Row page={page} payment={payment} root={root} />
              ))}
            </tbody>
          </TableBox>
          <Pager t={t} here={page.here} {...found} />
        </>
      )}
    </Panel>
  );
}

function DeskBox({ page: { t }, root, unknown }: { page: Page; root: string; unknown: string | null }) {
  return (
    <section class="card-plain mb-6 p-5">
      <h2 class="mb-3">{t("payments.desk.box")}</h2>
      <form method="get" action={`${root}/desk`} class="flex flex-wrap items-end gap-3">
        <div class="min-w-0 basis-64">
          <label for="reference" class="mb-1 block text-sm font-medium">
            {t("payments.desk.code")}
          </label>
          <input
            id="reference"
            name="reference"
            value={unknown ?? ""}
            maxlength={20}
            required
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-invalid={unknown ? "true" : undefined}
            aria-describedby={unknown ? "reference-fault" : undefined}
            placeholder="K7Q-4MX"
            class="input w-full font-mono"
          />
        </div>
        <button type="submit" class="btn btn-primary">
          {t("payments.desk.find")}
        </button>
      </form>
      {unknown && (
        <p id="reference-fault" role="alert" class="text-error mt-2 text-sm font-medium">
          {t("payments.desk.unknown")}
        </p>
      )}
    </section>
  );
}

function Row({ page: { t, zone, now }, payment, root }: { page: Page; payment: PaymentLine; root: string }) {
  const { id, reference, payer, at, method, standing, refund, currency, amount } = payment;
  return (
    <tr>
      <th scope="row" class="font-medium">
        <a href={`${root}/${id}`} class="link-plain">
          {displayName(payer)}
        </a>
      </th>
      <td class="font-mono whitespace-nowrap">{reference}</td>
      <td class="whitespace-nowrap">
        {dayName(at, zone, now)}, {clockTime(at, zone)}
      </td>
      <td class="whitespace-nowrap">{moneyWords({ minor: amount, currency })}</td>
      <td>{t(`payments.method.${method}`)}</td>
      <td class="whitespace-nowrap">
        <StandingBadge page={{ t }} standing={standing} />
      </td>
      <td class="whitespace-nowrap">{refundWords({ minor: refund ?? 0, currency }, standing)}</td>
    </tr>
  );
}

const refundWords = (money: Money, standing: Standing): string =>
  standing === "returned" || standing === "owed" ? moneyWords(money) : "–";

const tones: Readonly<Record<Standing, "good" | "plain" | "warn">> = {
  open: "plain",
  ended: "plain",
  paid: "good",
  kept: "good",
  owed: "warn",
  failed: "warn",
  returned: "plain",
};

export function StandingBadge({ page: { t }, standing }: { page: Pick<Page, "t">; standing: Standing }) {
  return <Badge tone={tones[standing]}>{t(`payments.standing.${standing}`)}</Badge>;
}
