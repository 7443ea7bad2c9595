import { Checkbox, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import type { Returned } from "../../admin/index.ts";
import { Section } from "./section.tsx";

/** What becomes of somebody who does not come. */
export function MissedSettings({ t, form }: { t: Page["t"]; form: Returned }) {
  const number = (name: "times" | "withinDays" | "pauseDays", max: number) => (
    <TextField
      name={`noShowRule.${name}`}
      label={t(`settings.noShow.${name}`)}
      form={form}
      type="number"
      min={1}
      max={max}
    />
  );
  return (
    <Section title={t("settings.section.missed")}>
      <Checkbox
        name="noShowRule.on"
        label={t("settings.noShow.on")}
        hint={t("settings.noShow.on.hint")}
        form={form}
      />
      <div class="grid gap-x-4 sm:grid-cols-3">
        {number("times", 20)}
        {number("withinDays", 366)}
        {number("pauseDays", 366)}
      </div>
    </Section>
  );
}
