import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { zoneName } from "#ui/when.ts";
import { pathsOf } from "../paths.ts";
import type { OfferedTime, Proposal } from "../queries.ts";
import { momentWords, priceWords, timeWords } from "./terms.tsx";

interface AcceptFormProps {
  page: Page;
  proposal: Proposal;
  idempotencyKey: string;
  /** The start that was chosen before, in epoch minutes; null for "later". */
  chosen?: number | null;
  name: string;
}

/** Accepts the version that is on the screen, with one of its times or with none. */
export function AcceptForm({ page, proposal, idempotencyKey, chosen, name }: AcceptFormProps) {
  const { t, community } = page;
  const { id, version, times, heldUntil } = proposal;
  // While nothing of it changes, the page around it may be refreshed without losing the choice.
  const state = times.map(
    ({ held, taken, memberBusy }) => Number(held) + 2 * Number(taken) + 4 * Number(memberBusy),
  );
  const over = times.map((time) => Number(isOver(page, time)));
  const stable = `accept-${id}-${[version, ...state, ...over].join("-")}`;
  return (
    <form
      id={stable}
      method="post"
      action={pathsOf(community?.base ?? "", id).accept}
      data-turbo-permanent={chosen === undefined || undefined}
      data-turbo-frame="_top"
    >
      <input type="hidden" name="version" value={String(version)} />
      <input type="hidden" name="key" value={idempotencyKey} />
      {times.length > 0 && (
        <fieldset class="mb-4">
          <legend class="mb-1.5 font-medium">{t("proposals.accept.time")}</legend>
          <p class="quiet mb-2 text-sm">
            {heldUntil !== null && `${t("proposals.held", { until: momentWords(page, heldUntil) })} `}
            {t("proposals.accept.zone", { zone: zoneName(page.zone, page.now) })}
          </p>
          <div class="grid gap-2">
            {times.map((time) => (
              <TimeChoice page={page} id={id} time={time} checked={chosen === time.start} />
            ))}
            <Choice
              id={id}
              value=""
              label={t("proposals.accept.later")}
              checked={chosen === null || chosen === undefined}
            />
          </div>
        </fieldset>
      )}
      <button type="submit" class="btn btn-primary w-full">
        <Icon name="check" class="size-4" />
        {t("proposals.accept")}
        <span class="sr-only">{t("proposals.accept.of", { name })}</span>
      </button>
    </form>
  );
}

/** What happens when it is accepted. */
export function AfterAccepting({
  page: { t },
  proposal,
  name,
}: Pick<AcceptFormProps, "page" | "proposal" | "name">) {
  return (
    <div class="quiet mt-3 grid gap-1.5 text-sm">
      <p>{t("proposals.accept.then", { name })}</p>
      {proposal.price.minor > 0 && (
        <p>{t("proposals.accept.price", { price: priceWords(t, proposal.price) })}</p>
      )}
    </div>
  );
}

const isOver = ({ now }: Page, { start }: OfferedTime): boolean => start * 60_000 <= now.epochMilliseconds;

function TimeChoice({
  page,
  id,
  time,
  checked,
}: {
  page: Page;
  id: string;
  time: OfferedTime;
  checked: boolean;
}) {
  const { t } = page;
  const why = isOver(page, time)
    ? t("proposals.time.over")
    : time.taken
      ? t("proposals.time.taken")
      : time.memberBusy
        ? t("proposals.time.busy")
        : null;
  return (
    <Choice
      id={id}
      value={String(time.start)}
      label={timeWords(page, time)}
      hint={why ?? (time.held ? t("proposals.time.held") : t("proposals.time.open"))}
      disabled={why !== null}
      checked={checked && why === null}
    />
  );
}

interface ChoiceProps {
  id: string;
  value: string;
  label: string;
  hint?: string;
  disabled?: boolean;
  checked: boolean;
}

function Choice({ value, label, hint, disabled = false, checked }: ChoiceProps) {
  return (
    <label class="border-base-300 bg-base-100 rounded-field has-checked:border-primary has-checked:bg-base-200 has-disabled:bg-base-200 flex min-h-11 cursor-pointer items-start gap-3 border px-3 py-2.5 has-disabled:cursor-default">
      <input
        type="radio"
        name="start"
        value={value}
        checked={checked}
        disabled={disabled}
        class="radio radio-primary radio-sm mt-0.5"
      />
      <span>
        {label}
        {hint && <span class="quiet block text-sm">{hint}</span>}
      </span>
    </label>
  );
}
