import { Fault, type FormState, typed } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { areas, type Step } from "../rules.ts";
import { goalName } from "./parts.tsx";

interface PickingProps {
  page: Page;
  choices: readonly Step[];
  form: FormState;
  action: string;
  newKey: () => string;
}

/** Puts a goal on the list: every step of every rule that can still be set out for, by area. */
export function Picking({ page, choices, form, action, newKey }: PickingProps) {
  const { t } = page;
  const picked = typed(form, "goal");
  const fault = form.faults.goal;
  const name = (step: Step) =>
    step.count > 0
      ? t("points.pick.so.far", { goal: goalName(page, step), count: step.count })
      : goalName(page, step);
  return (
    <form id="pick" method="post" action={action} class="mt-4 scroll-mt-6">
      <input type="hidden" name="key" value={newKey()} />
      <label for="goal" class="mb-1.5 block font-medium">
        {t("points.pick")}
      </label>
      <div class="flex flex-wrap gap-2.5">
        <select
          id="goal"
          name="goal"
          required
          class={`select min-w-0 flex-1 basis-60 ${fault ? "select-error" : ""}`}
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={fault ? "goal-fault" : undefined}
        >
          <option value="">{t("points.pick.none")}</option>
          {areas.map((area) => {
            const own = choices.filter(({ rule }) => rule.area === area);
            return (
              own.length > 0 && (
                <optgroup label={t(`points.area.${area}`)}>
                  {own.map((step) => {
                    const value = `${step.rule.key}:${step.target}`;
                    return (
                      <option value={value} selected={value === picked}>
                        {name(step)}
                      </option>
                    );
                  })}
                </optgroup>
              )
            );
          })}
        </select>
        <button type="submit" class="btn btn-primary">
          {t("points.pick.do")}
        </button>
      </div>
      <Fault name="goal" fault={fault} />
    </form>
  );
}
