import { type FormState, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { weekdays } from "../opening.ts";

/** Opening hours for each day of the week, as people write them. The legend is for who hears the page. */
export const HoursFields = ({ t, legend, form }: { t: Page["t"]; legend: string; form: FormState }) => (
  <fieldset class="card-plain mb-5 p-4">
    <legend class="sr-only">{legend}</legend>
    <p class="quiet mb-3 text-sm">{t("locations.hours.hint")}</p>
    {weekdays.map((day) => (
      <TextField
        name={`hours.${day}`}
        label={t(`day.${day}`)}
        form={form}
        autocomplete="off"
        maxlength={100}
      />
    ))}
  </fieldset>
);
