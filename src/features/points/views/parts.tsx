import type { IconName } from "#ui/icons.tsx";
import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { Area, Goal, GoalLine, Points, Rule } from "../rules.ts";

const icons: Readonly<Record<Area, IconName>> = {
  profile: "user",
  meetings: "calendar",
  rooms: "messages",
  reviews: "star",
  connections: "userPlus",
};

/** What a goal is called: what its rule counts, and how often. */
export const goalName = ({ t }: Page, { rule, target }: { rule: Rule } & Pick<Goal, "target">): string =>
  t(`points.goal.${rule.key}`, { target });

interface BarProps {
  label: string;
  value: number;
  max: number;
}

/** How much of something there is; the words beside it say the same. */
export const Bar = ({ label, value, max }: BarProps) => (
  <progress class="progress progress-primary h-2 w-full" value={value} max={max} aria-label={label}>
    {value}/{max}
  </progress>
);

/** The sum of the points, of all that there are. */
export const Total = ({ page: { t }, points }: { page: Page; points: Points }) => (
  <p class="flex flex-wrap items-baseline gap-x-2">
    <span class="text-3xl font-semibold tabular-nums">{t("points.total", { points: points.points })}</span>
    <span class="quiet">{t("points.of", { most: points.most })}</span>
  </p>
);

/** What each area gives. */
export function Areas({ page: { t }, points }: { page: Page; points: Points }) {
  return (
    <ul class="grid gap-x-8 gap-y-3 sm:grid-cols-2" aria-label={t("points.areas")}>
      {points.areas.map(({ area, points: have, most }) => (
        <li>
          <p class="mb-1 flex items-center gap-2">
            <Icon name={icons[area]} class="text-primary size-4" />
            <span class="min-w-0 flex-1 break-words">{t(`points.area.${area}`)}</span>
            <span class="quiet text-sm tabular-nums">{t("points.area.of", { points: have, most })}</span>
          </p>
          <Bar label={t(`points.area.${area}`)} value={have} max={most} />
        </li>
      ))}
    </ul>
  );
}

/** A goal that is not reached yet: its name leads to where it is done. */
export function OpenGoal({ page, goal, place }: { page: Page; goal: GoalLine; place: string }) {
  const { t } = page;
  const name = goalName(page, goal);
  const { count, target } = goal;
  return (
    <>
      <p class="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <a href={place} class="link-plain min-w-0 break-words">
          {name}
        </a>
        <span class="quiet text-sm tabular-nums">{t("points.goal.progress", { count, target })}</span>
      </p>
      <Bar label={name} value={count} max={target} />
    </>
  );
}
