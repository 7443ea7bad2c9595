import type { Translate } from "../words/translate.ts";
import { Fault, type FormState, typed } from "./forms.tsx";

interface DurationProps {
  t: Translate;
  name: string;
  label: string;
  form: FormState;
  hint?: string | undefined;
  units?: readonly ("minutes" | "hours" | "days")[];
}

/** A span of time as an amount and its unit, sent as `<name>.amount` and `<name>.unit`. */
export function DurationField({
  t,
  name,
  label,
  form,
  hint,
  units = ["minutes", "hours", "days"],
}: DurationProps) {
  const fault = form.faults[name] ?? form.faults[`${name}.amount`] ?? form.faults[`${name}.unit`];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return (
    <fieldset class="mb-5" aria-describedby={described || undefined}>
      <legend class="mb-1.5 font-medium">{label}</legend>
      {hint && (
        <p id={`${name}-hint`} class="quiet mb-1.5 text-sm">
          {hint}
        </p>
      )}
      <div class="flex gap-2">
        <input
          name={`${name}.amount`}
          value={typed(form, `${name}.amount`)}
          inputmode="decimal"
          autocomplete="off"
          maxlength={9}
          aria-label={`${label}: ${t("duration.amount")}`}
          aria-invalid={fault ? "true" : undefined}
          aria-describedby={described || undefined}
          class={`input w-28 ${fault ? "input-error" : ""}`}
        />
        <select name={`${name}.unit`} aria-label={`${label}: ${t("duration.unit")}`} class="select w-36">
          {units.map((unit) => (
            <option value={unit} selected={unit === typed(form, `${name}.unit`)}>
              {t(`duration.${unit}`)}
            </option>
          ))}
        </select>
      </div>
      <Fault name={name} fault={fault} />
    </fieldset>
  );
}
