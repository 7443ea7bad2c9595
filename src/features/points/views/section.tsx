import { Icon } from "#ui/icons.tsx";
import type { Page } from "#ui/page.ts";
import type { GoalLine, Points, Rule } from "../rules.ts";
import { Areas, OpenGoal, Total } from "./parts.tsx";

interface SectionProps {
  page: Page;
  points: Points;
  /** The goals that are shown. */
  next: readonly GoalLine[];
  placeOf: (rule: Rule) => string;
  at: string;
}

/** Somebody's points on their dashboard: the sum, the areas, what they set out for, and the way to the rest. */
export function PointsSection({ page, points, next, placeOf, at }: SectionProps) {
  const { t } = page;
  return (
    <section class="mt-10" aria-labelledby="points">
      <h2 id="points" class="mb-4">
        {t("points.title")}
      </h2>
      <div class="card-plain grid gap-x-12 gap-y-6 p-5 sm:p-6 lg:grid-cols-2">
        <div>
          <div class="mb-4">
            <Total page={page} points={points} />
          </div>
          <Areas page={page} points={points} />
        </div>
        <div>
          <h3 class="mb-3">{t("points.goals")}</h3>
          {next.length === 0 ? (
            <p class="quiet">{t("points.section.none")}</p>
          ) : (
            <ul class="grid gap-3">
              {next.map((goal) => (
                <li>
                  <OpenGoal page={page} goal={goal} place={placeOf(goal.rule)} />
                </li>
              ))}
            </ul>
          )}
          <p class="mt-4">
            <a href={at} class="btn">
              <Icon name="flag" class="size-4" />
              {t("points.section.more")}
            </a>
          </p>
        </div>
      </div>
    </section>
  );
}
