import type { Child } from "hono/jsx";
import { FormFaults } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { ButtonForm } from "#ui/staff.tsx";
import { dayName } from "#ui/when.ts";
import type { Returned } from "../../admin/index.ts";
import { type GoalLine, mostGoals, type Points, type Rule, type Step } from "../rules.ts";
import { Areas, goalName, OpenGoal, Total } from "./parts.tsx";
import { Picking } from "./picking.tsx";
import { Rules } from "./rules.tsx";

export interface PointsPageProps {
  page: Page;
  points: Points;
  open: readonly GoalLine[];
  done: readonly GoalLine[];
  choices: readonly Step[];
  suggestions: readonly Step[];
  form: Returned;
  /** Where what a rule is about is done. */
  placeOf: (rule: Rule) => string;
  /** The page itself, and where its forms lead. */
  at: string;
  back: string;
  newKey: () => string;
}

/** Somebody's own points: what they are now, what they set out for, and the rules. */
export function PointsPage(props: PointsPageProps) {
  const { page, points, form, back } = props;
  const { t } = page;
  return (
    <Layout page={page} title={t("points.title")}>
      <Heading
        title={t("points.title")}
        lead={t("points.lead")}
        back={{ href: back, label: t("nav.dashboard") }}
      />
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <div class="grid gap-8">
        <section aria-labelledby="now-title" class="card-plain p-5 sm:p-6">
          <h2 id="now-title" class="sr-only">
            {t("points.now")}
          </h2>
          <div class="mb-5">
            <Total page={page} points={points} />
          </div>
          <Areas page={page} points={points} />
        </section>
        <Goals {...props} />
        <Rules {...props} />
      </div>
    </Layout>
  );
}

function Goals(props: PointsPageProps) {
  const { page, points, open, done, choices, form, at } = props;
  const { t } = page;
  return (
    <section id="goals" aria-labelledby="goals-title" class="scroll-mt-6">
      <h2 id="goals-title">{t("points.goals")}</h2>
      <p class="quiet mt-1 mb-4">{t("points.goals.lead")}</p>
      {points.points === points.most && <p class="card-plain mb-3 p-4">{t("points.goals.all")}</p>}
      {open.length > 0 ? <OpenGoals {...props} /> : <Suggestions {...props} />}
      {choices.length > 0 &&
        (open.length < mostGoals ? (
          <Picking page={page} choices={choices} form={form} action={`${at}/goals`} newKey={props.newKey} />
        ) : (
          <p class="quiet mt-4 text-sm">{t("points.pick.full", { most: mostGoals })}</p>
        ))}
      {done.length > 0 && <DoneGoals {...props} />}
    </section>
  );
}

const Row = ({ children }: { children: Child }) => <li class="card-plain px-4 py-3.5">{children}</li>;

function OpenGoals({ page, open, placeOf, at, newKey }: PointsPageProps) {
  return (
    <ul class="grid gap-3">
      {open.map((goal) => (
        <Row>
          <div class="flex flex-wrap items-center gap-x-4 gap-y-1">
            <div class="min-w-0 flex-1 basis-72">
              <OpenGoal page={page} goal={goal} place={placeOf(goal.rule)} />
            </div>
            <span class="max-sm:-ml-3">
              <Drop page={page} goal={goal} at={at} newKey={newKey} />
            </span>
          </div>
        </Row>
      ))}
    </ul>
  );
}

function Drop({
  page,
  goal,
  at,
  newKey,
}: Pick<PointsPageProps, "page" | "at" | "newKey"> & { goal: GoalLine }) {
  return (
    <ButtonForm
      action={`${at}/goals/${goal.id}/drop`}
      values={{ key: newKey() }}
      label={page.t("points.goal.drop")}
      look="btn btn-ghost btn-sm min-h-11 sm:min-h-0"
      describes={goalName(page, goal)}
    />
  );
}

function Suggestions({ page, suggestions, at, newKey }: PointsPageProps) {
  const { t } = page;
  if (suggestions.length === 0) return null;
  return (
    <>
      <p class="mb-3">{t("points.goals.empty")}</p>
      <ul class="grid gap-3">
        {suggestions.map((step) => (
          <Row>
            <div class="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span class="min-w-0 break-words">{goalName(page, step)}</span>
              <ButtonForm
                action={`${at}/goals`}
                values={{ goal: `${step.rule.key}:${step.target}`, key: newKey() }}
                label={t("points.goal.pick")}
                icon="plus"
                look="btn"
                describes={goalName(page, step)}
              />
            </div>
          </Row>
        ))}
      </ul>
    </>
  );
}

function DoneGoals({ page, done, at, newKey }: PointsPageProps) {
  const { t, zone, now } = page;
  return (
    <>
      <h3 class="mt-6 mb-2">{t("points.done")}</h3>
      <ul class="grid gap-1">
        {done.map((goal) => (
          <li class="flex flex-wrap items-center gap-x-3">
            <Icon name="check" class="text-primary size-5" />
            <span class="min-w-0 flex-1 basis-52 break-words">
              {goalName(page, goal)}
              {goal.doneAt && (
                <span class="quiet block text-sm">
                  {t("points.goal.done", { day: dayName(goal.doneAt, zone, now) })}
                </span>
              )}
            </span>
            <Drop page={page} goal={goal} at={at} newKey={newKey} />
          </li>
        ))}
      </ul>
    </>
  );
}
