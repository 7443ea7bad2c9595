import type { Page } from "#ui/page.ts";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import type { PremiumTime } from "../queries/plans.ts";

interface PlanSectionProps {
  page: Page;
  /** Every time on the plan, the latest first. */
  times: readonly PremiumTime[];
  action: string;
}

/** On a provider's page of the panel: whether they are on the premium plan, who switched it, and the switch. */
export function PlanSection({ page, times, action }: PlanSectionProps) {
  const { t, zone, now } = page;
  const day = (at: Temporal.Instant) => dayName(at, zone, now);
  const current = times.find(({ endedAt }) => endedAt === null);
  const before = times.filter(({ endedAt }) => endedAt !== null);
  return (
    <Aside title={t("earnings.plan")}>
      <p class="quiet mb-3">{t("earnings.plan.text")}</p>
      <p class="mb-3">
        {current
          ? t("earnings.plan.on", { day: day(current.begunAt), name: current.begunBy })
          : t("earnings.plan.off")}
      </p>
      <ButtonForm
        action={action}
        values={{ premium: current ? "off" : "on" }}
        icon="wallet"
        label={t(current ? "earnings.plan.do.off" : "earnings.plan.do.on")}
      />
      {before.length > 0 && (
        <>
          <h3 class="mt-5 mb-1">{t("earnings.plan.history")}</h3>
          <ul class="quiet text-sm">
            {before.map(({ begunAt, begunBy, endedAt, endedBy }) => {
              const span = { from: day(begunAt), to: endedAt ? day(endedAt) : "", by: begunBy };
              return (
                <li>
                  {endedBy === null
                    ? t("earnings.plan.was.left", span)
                    : t("earnings.plan.was", { ...span, off: endedBy })}
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Aside>
  );
}
