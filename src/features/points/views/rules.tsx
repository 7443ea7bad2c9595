import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { type GoalLine, type Line, mostGoals, type Points, type Step } from "../rules.ts";

interface RulesProps {
  page: Page;
  points: Points;
  open: readonly GoalLine[];
  choices: readonly Step[];
  at: string;
}

/** The rules in the open: what gives points, how many, how often, and how many of them somebody has. */
export function Rules(props: RulesProps) {
  const { page, points } = props;
  const { t } = page;
  return (
    <div id="rules" class="scroll-mt-6">
      <h2>{t("points.rules")}</h2>
      <p class="quiet mt-1 mb-4">{t("points.rules.lead")}</p>
      <TableBox label={t("points.rules")}>
        <thead>
          <tr>
            <th scope="col">{t("points.rules.what")}</th>
            <th scope="col">{t("points.rules.each")}</th>
            <th scope="col" class="text-right">
              {t("points.rules.have")}
            </th>
          </tr>
        </thead>
        {points.areas.map(({ area, points: have, most, lines }) => (
          <tbody>
            <tr class="bg-base-200">
              <th scope="rowgroup" colspan={2} class="font-semibold">
                {t(`points.area.${area}`)}
              </th>
              <td class="text-right whitespace-nowrap tabular-nums">
                {t("points.area.of", { points: have, most })}
              </td>
            </tr>
            {lines.map((line) => (
              <RuleRow {...props} line={line} />
            ))}
          </tbody>
        ))}
      </TableBox>
      <p class="quiet mt-3 text-sm">{t("points.rules.more")}</p>
    </div>
  );
}

function RuleRow({ page, line, open, choices, at }: RulesProps & { line: Line }) {
  const { t } = page;
  const { rule, points } = line;
  return (
    <tr class="[&>*]:align-top">
      <th scope="row" class="font-normal">
        <span class="block">{t(`points.rule.${rule.key}`)}</span>
        <Standing page={page} line={line} open={open} choices={choices} at={at} />
      </th>
      <td class="min-w-24">
        {t(rule.most === 1 ? "points.rules.once" : "points.rules.often", {
          points: rule.points,
          most: rule.most,
        })}
      </td>
      <td class="text-right tabular-nums">{points}</td>
    </tr>
  );
}

/** Whether a rule is met for good, is on the list, or can be put there. */
function Standing({ page, line: { rule, count }, open, choices, at }: StandingProps) {
  const { t } = page;
  if (count >= rule.most)
    return (
      <span class="quiet inline-flex items-center gap-1.5">
        <Icon name="check" class="text-primary size-4" />
        {t("points.rules.full")}
      </span>
    );
  if (open.some((goal) => goal.rule.key === rule.key))
    return (
      <span class="quiet inline-flex items-center gap-1.5">
        <Icon name="flag" class="size-4" />
        {t("points.rules.on.list")}
      </span>
    );
  const next = choices.find((step) => step.rule.key === rule.key);
  if (!next || open.length >= mostGoals) return null;
  return (
    <a
      href={`${at}?goal=${rule.key}:${next.target}#pick`}
      class="link-plain inline-flex min-h-11 items-center sm:min-h-0"
    >
      {t("points.goal.pick")}
      <span class="sr-only"> {t(`points.rule.${rule.key}`)}</span>
    </a>
  );
}

type StandingProps = Omit<RulesProps, "points"> & { line: Line };
