import { instantOf } from "#platform/clock.ts";
import { Icon, type IconName } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { dayName, span, zoneName } from "#ui/when.ts";
import type { Fit } from "../matching.ts";
import type { RequestState, SupportRequest, Wished } from "../request.ts";

const tones = { open: "info", accepted: "good", closed: "plain", expired: "plain" } as const;

/** What became of a request, in a word. */
export const State = ({ page, state }: { page: Page; state: RequestState }) => (
  <Badge tone={tones[state]}>{page.t(`requests.state.${state}`)}</Badge>
);

export const dayOf = ({ zone, now }: Page, minute: number): string => dayName(instantOf(minute), zone, now);

/** When it was asked, and how many answered. */
export const Asked = ({ page, request }: { page: Page; request: SupportRequest }) => (
  <>
    {page.t("requests.asked", { day: dayOf(page, request.createdAt) })}
    {" · "}
    <strong class="font-semibold">{page.t("requests.proposals", { count: request.proposals })}</strong>
  </>
);

/** Why a request suits the provider who reads. Says nothing where there is no reason. */
export function Reasons({ page, fit, request }: { page: Page; fit: Fit; request: SupportRequest }) {
  const { t } = page;
  const shared = request.experiences.filter(({ id }) => fit.experiences.includes(id));
  const reasons = [
    shared.length > 0 && t("requests.fit.experience", { names: shared.map(({ name }) => name).join(", ") }),
    fit.gender && t("requests.fit.gender"),
    fit.windows > 0 && t("requests.fit.windows", { count: fit.windows }),
  ].filter((reason) => reason !== false);
  if (reasons.length === 0) return null;
  return (
    <ul class="mb-3 flex flex-wrap gap-2" aria-label={t("requests.fit")}>
      {reasons.map((reason) => (
        <li>
          <Badge tone="good">
            <Icon name="check" class="size-4" />
            {reason}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

/** When, and what is sought: all that a request says besides its text. */
export function Wishes({ page, request }: { page: Page; request: SupportRequest }) {
  const { t } = page;
  const { experiences, gender, age } = request;
  return (
    <dl class="grid gap-2 text-sm">
      <Wish icon="clock" label={t("requests.when")}>
        <Times page={page} request={request} />
      </Wish>
      {experiences.length > 0 && (
        <Wish icon="heart" label={t("requests.experiences")}>
          {experiences.map(({ name }) => name).join(", ")}
        </Wish>
      )}
      {gender && (
        <Wish icon="user" label={t("requests.gender")}>
          {gender.name}
        </Wish>
      )}
      {age !== null && (
        <Wish icon="info" label={t("requests.age")}>
          {age}
        </Wish>
      )}
    </dl>
  );
}

function Wish({ icon, label, children }: { icon: IconName; label: string; children: unknown }) {
  return (
    <div class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 wrap-anywhere sm:grid-cols-[auto_11rem_minmax(0,1fr)]">
      <Icon name={icon} class="text-primary mt-0.5 size-4" />
      <dt class="quiet">{label}</dt>
      <dd class="col-start-2 sm:col-start-3">{children}</dd>
    </div>
  );
}

/** The wished times in the reader's zone; those that are over only for the one who wished them. */
function Times({ page, request }: { page: Page; request: SupportRequest }) {
  const { t, zone, now } = page;
  const over = ({ end }: Wished) => instantOf(end).epochMilliseconds <= now.epochMilliseconds;
  const shown = request.own ? request.windows : request.windows.filter((window) => !over(window));
  const [first] = shown;
  return (
    <>
      {request.flexible && <span class="block">{t("requests.when.flexible")}</span>}
      {!request.flexible && !first && <span class="block">{t("requests.when.past")}</span>}
      {shown.map((window) => (
        <span class="block">
          {span(instantOf(window.start), instantOf(window.end), zone, now)}
          {over(window) && <span class="quiet"> ({t("requests.when.over")})</span>}
        </span>
      ))}
      {first && <span class="quiet block">{zoneName(zone, instantOf(first.start))}</span>}
      {request.timeNote && <span class="block">{request.timeNote}</span>}
    </>
  );
}
