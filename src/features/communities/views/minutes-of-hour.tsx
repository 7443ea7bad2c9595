import { chosen, Fault, type FormState } from "#ui/forms.tsx";
import type { Translate } from "../../../words/translate.ts";

const every = Array.from({ length: 12 }, (_, step) => step * 5);

/** At which minutes of the hour a meeting may start: a box to tick for every five minutes. */
export function MinutesOfHour({ t, name, form }: { t: Translate; name: string; form: FormState }) {
  const picked = chosen(form, name);
  const fault = Object.entries(form.faults).find(([field]) => field.split(".")[0] === name)?.[1];
  return (
    <fieldset class="mb-5" aria-describedby={`${name}-hint${fault ? ` ${name}-fault` : ""}`}>
      <legend class="mb-1.5 font-medium">{t("settings.startMinutes")}</legend>
      <p id={`${name}-hint`} class="quiet mb-1.5 text-sm">
        {t("settings.startMinutes.hint")}
      </p>
      <div class="grid grid-cols-4 gap-2 sm:grid-cols-6">
        {every.map((minute) => (
          <label class="border-base-300 bg-base-100 rounded-field has-checked:border-primary has-checked:bg-base-200 flex min-h-11 cursor-pointer items-center gap-2 border px-3">
            <input
              type="checkbox"
              name={name}
              value={String(minute)}
              checked={picked.includes(String(minute))}
              class="checkbox checkbox-primary checkbox-sm"
            />
            <span class="tabular-nums">:{String(minute).padStart(2, "0")}</span>
          </label>
        ))}
      </div>
      <Fault name={name} fault={fault} />
    </fieldset>
  );
}
