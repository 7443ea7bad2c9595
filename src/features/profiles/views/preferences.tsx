import { ChoiceField, FormFaults, TextArea } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { Notice } from "#ui/parts.tsx";
import type { Returned } from "../../admin/index.ts";
import { OptionsField } from "../../options/field.tsx";
import { ageBands } from "../bands.ts";
import { type Choices, type PreferenceField, preferenceFields } from "../choices.ts";
import { readersOf } from "../readers.ts";
import { ProfileFrame, profilePaths, type Whose } from "./frame.tsx";

interface PreferencesProps {
  page: Page;
  whose: Whose;
  choices: Choices<PreferenceField>;
  form: Returned;
}

/** Connection Preferences: whom a provider hopes to reach. */
export function PreferencesPage({ page, whose, choices, form }: PreferencesProps) {
  const { t, community } = page;
  return (
    <ProfileFrame page={page} whose={whose} at="preferences">
      <Notice icon="lock">
        <p class="font-semibold">
          {t(
            `profile.readers.preferences.${readersOf("preferences", { genderShown: false })}.${whose.own ? "own" : "staff"}`,
          )}
        </p>
        <p>{t(whose.own ? "profile.preferences.lead.own" : "profile.preferences.lead")}</p>
      </Notice>
      <form
        method="post"
        action={profilePaths(community?.base ?? "", whose).preferences}
        class={whose.own ? "card-plain p-5 sm:p-6" : "max-w-2xl"}
      >
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <ChoiceField
          name="ages"
          label={t("profile.preferences.ages")}
          form={form}
          options={ageBands.map((band) => ({ value: band, label: t(`ages.${band}`) }))}
          several
          compact
        />
        {preferenceFields.map(
          (field) =>
            choices[field].length > 0 && (
              <OptionsField
                t={t}
                name={field}
                label={t(`profile.preferences.${field}`)}
                form={form}
                options={choices[field]}
              />
            ),
        )}
        <TextArea
          name="note"
          label={t("profile.preferences.note")}
          hint={t("profile.preferences.note.hint")}
          form={form}
          rows={3}
          maxlength={500}
        />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
    </ProfileFrame>
  );
}
