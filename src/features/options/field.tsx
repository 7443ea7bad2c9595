import { ChoiceField, type FormState } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import type { ProfileOption } from "./queries.ts";

interface OptionsFieldProps {
  t: Page["t"];
  name: string;
  label: string;
  hint?: string;
  form: FormState;
  options: readonly ProfileOption[];
}

/** Several of a list that the coordinators keep. */
export const OptionsField = ({ t, options, ...field }: OptionsFieldProps) => (
  <ChoiceField
    {...field}
    options={options.map(({ id, name }) => ({ value: id, label: name }))}
    several
    compact
    fold={t("form.choose")}
  />
);
