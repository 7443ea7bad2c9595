import { moneyWords } from "#platform/money.ts";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import { raw } from "#ui/markup.ts";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { whenOf } from "#ui/when.ts";
import type { Due } from "../queries/due.ts";
import type { PayState } from "../state.ts";
import { type PayPaths, Settled, wordsOf } from "./pay.tsx";

interface PaidProps {
  page: Page;
  due: Due;
  state: PayState;
  /** Whether news may come at any moment, so that it is worth looking again by itself. */
  expected: boolean;
  paths: PayPaths & { pay: string };
}

/** Where somebody comes back to from the card payment. That they came back proves nothing: it waits for word from the service. */
export function PaidPage({ page, due, state, expected, paths }: PaidProps) {
  const { t } = page;
  const waits = state === "due" || state === "over";
  const title = t(
    waits ? "payments.waiting.title" : state === "paid" ? "payments.paid.title" : "payments.own",
  );
  return (
    <Layout page={page} title={title} live={[`meeting:${due.meetingId}`]}>
      <Heading title={title} lead={state === "paid" && !due.isGroup ? t("payments.paid.lead") : undefined} />
      {waits ? (
        <Waiting page={page} expected={expected} paths={paths} />
      ) : (
        <>
          {state !== "paid" && <Settled page={page} due={due} state={state} paths={paths} />}
          <p class="card-plain mb-6 p-5">
            <span class="block font-semibold">{whenOf(page, due.start, due.end - due.start)}</span>
            <span class="quiet">{moneyWords({ minor: due.price, currency: due.currency })}</span>
          </p>
          <a href={paths.meeting} class="btn btn-primary">
            {t(paths.isOwn ? "payments.group.own" : `${wordsOf(due)}.toMeeting`)}
          </a>
        </>
      )}
    </Layout>
  );
}

function Waiting({ page, expected, paths }: Pick<PaidProps, "page" | "expected" | "paths">) {
  const { t, here } = page;
  return (
    <>
      <div class="card-plain p-5" data-controller={expected ? "refresh" : undefined}>
        <p class="flex items-start gap-3" role="status">
          <Icon name="clock" class="text-primary mt-0.5 size-6" />
          <span>{t(expected ? "payments.waiting.text" : "payments.waiting.long")}</span>
        </p>
        <p class="mt-4 flex flex-wrap gap-x-6 gap-y-2">
          <a
            href={here}
            class="link-plain"
            data-turbo-action="replace"
            data-refresh-target={expected ? "again" : undefined}
          >
            {t("payments.waiting.look")}
          </a>
          <a href={paths.pay} class="link-plain">
            {t("payments.waiting.back")}
          </a>
        </p>
      </div>
      {expected && <noscript>{raw('<meta http-equiv="refresh" content="3">')}</noscript>}
    </>
  );
}
