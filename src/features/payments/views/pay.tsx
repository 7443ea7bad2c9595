import { instantOf } from "#platform/clock.ts";
import { moneyWords } from "#platform/money.ts";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Fact, Heading, Notice } from "#ui/parts.tsx";
import { clockTime, dayName, minutesAsWords, whenOf } from "#ui/when.ts";
import { displayName } from "../../people/person.ts";
import type { Due } from "../queries/due.ts";
import type { PayState } from "../state.ts";

export interface PayPaths {
  /** Where they came from: the meeting, or their own list when it is not theirs to see any more. */
  meeting: string;
  /** Whether it is that list. */
  isOwn: boolean;
  card: string;
  desk: string;
}

interface PayProps {
  page: Page;
  due: Due;
  state: PayState;
  /** Whether cards can be taken here. */
  takesCards: boolean;
  /** The code to say at the desk, once it was asked for. */
  reference: string | null;
  /** How people reach the ones who run the community. */
  contact: string;
  /** Until how long before the start everything is paid back to who cancels. */
  refundMinutes: number;
  refusal?: string | undefined;
  paths: PayPaths;
}

/** What is to be paid, for what and by when, and the ways to pay it. */
export function PayPage(props: PayProps) {
  const { page, due, state, refusal, paths } = props;
  const { t } = page;
  const words = wordsOf(due);
  const title = t(state === "due" ? `${words}.title` : "payments.own");
  return (
    <Layout page={page} title={title} live={[`meeting:${due.meetingId}`]}>
      <Heading
        title={title}
        lead={state === "due" ? t(`${words}.lead`) : undefined}
        back={{ href: paths.meeting, label: t(paths.isOwn ? "payments.group.own" : `${words}.back`) }}
      />
      {refusal && (
        <div role="alert" class="border-error bg-base-100 rounded-box mb-6 border-l-4 p-4 shadow-card">
          <p class="font-semibold">{refusal}</p>
        </div>
      )}
      {state !== "due" && <Settled page={page} due={due} state={state} paths={paths} />}
      <Summary page={page} due={due} state={state} />
      {state === "due" && <Ways {...props} />}
    </Layout>
  );
}

/** Where the words are: for a meeting of two, or for a place in a group. */
export const wordsOf = ({ isGroup }: Due): "payments" | "payments.group" =>
  isGroup ? "payments.group" : "payments";

/** What became of it, in a sentence. */
export function Settled({ page, due, state, paths }: Pick<PayProps, "page" | "due" | "state" | "paths">) {
  const { t } = page;
  if (state === "due") return null;
  const isPaid = state === "paid";
  const words = wordsOf(due);
  return (
    <>
      <Notice tone={isPaid ? "info" : "warn"} icon={isPaid ? "check" : "info"}>
        {t(`${words}.state.${state}`)}
      </Notice>
      {isPaid && (
        <a href={paths.meeting} class="btn btn-primary mb-6">
          {t(`${words}.toMeeting`)}
        </a>
      )}
    </>
  );
}

function Summary({ page, due, state }: Pick<PayProps, "page" | "due" | "state">) {
  const { t, zone, now } = page;
  const { proposed, price, currency, payBy } = due;
  const isOther = proposed !== null && (proposed.minor !== price || proposed.currency !== currency);
  return (
    <section class="card-plain mb-6 p-5">
      <p class="mb-4 flex flex-wrap items-baseline justify-between gap-x-4">
        <span class="quiet">{t(state === "due" ? "payments.amount" : "payments.price")}</span>
        <span class="text-2xl font-semibold">{moneyWords({ minor: price, currency })}</span>
      </p>
      {isOther && (
        <p class="bg-info text-info-content rounded-field mb-4 p-3">
          {t("payments.proposed", { amount: moneyWords(proposed) })}
        </p>
      )}
      <dl class="grid gap-3 sm:grid-cols-2">
        <Fact label={t("payments.when")}>{whenOf(page, due.start, due.end - due.start)}</Fact>
        <Fact label={t("payments.with")}>{displayName(due.provider)}</Fact>
        <Fact label={t("payments.what")}>{due.name ? `${due.name} · ${due.format}` : due.format}</Fact>
        {state === "due" && payBy && (
          <Fact label={t("payments.until")}>
            {dayName(payBy, zone, now)}, {clockTime(payBy, zone)}
            <span class="quiet block text-sm font-normal">{t(`${wordsOf(due)}.until.hint`)}</span>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Ways({ page, due, takesCards, reference, contact, refundMinutes, paths }: PayProps) {
  const { t } = page;
  const amount = moneyWords({ minor: due.price, currency: due.currency });
  return (
    <>
      {takesCards && (
        <section class="card-plain mb-4 p-5">
          <h2 class="mb-2">{t("payments.card.title")}</h2>
          <p class="mb-4">{t("payments.card.text")}</p>
          {/* It leads to another origin, which only the browser itself can follow. */}
          <form method="post" action={paths.card} data-turbo="false">
            <button type="submit" class="btn btn-primary">
              <Icon name="creditCard" class="size-5" />
              {t("payments.card.do", { amount })}
            </button>
          </form>
        </section>
      )}
      <section class="card-plain mb-6 p-5">
        <h2 class="mb-2">{t(takesCards ? "payments.desk.or" : "payments.desk.title")}</h2>
        {reference ? (
          <Code page={page} reference={reference} amount={amount} />
        ) : (
          <AskCode page={page} paths={paths} />
        )}
        {contact && <p class="quiet mt-4 text-sm break-words">{t("payments.desk.contact", { contact })}</p>}
      </section>
      <p class="quiet text-sm">
        {t(refundMinutes > 0 ? `${wordsOf(due)}.rule` : `${wordsOf(due)}.rule.start`, {
          before: minutesAsWords(refundMinutes),
          start: clockTime(instantOf(due.start), page.zone),
        })}
      </p>
    </>
  );
}

function Code({ page: { t }, reference, amount }: { page: Page; reference: string; amount: string }) {
  return (
    <>
      <p>{t("payments.desk.say", { amount })}</p>
      <p class="bg-base-200 rounded-box mt-3 inline-block px-5 py-3 font-mono text-3xl font-semibold tracking-widest whitespace-nowrap">
        {reference}
      </p>
    </>
  );
}

function AskCode({ page: { t }, paths }: { page: Page; paths: PayPaths }) {
  return (
    <>
      <p class="mb-4">{t("payments.desk.text")}</p>
      <form method="post" action={paths.desk}>
        <button type="submit" class="btn">
          {t("payments.desk.do")}
        </button>
      </form>
    </>
  );
}
