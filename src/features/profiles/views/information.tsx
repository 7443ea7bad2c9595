import { Checkbox, FormFaults, SelectField, TextArea, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import type { Returned } from "../../admin/index.ts";
import { OptionsField } from "../../options/field.tsx";
import type { ProfileOption } from "../../options/queries.ts";
import type { SupporterChoices } from "../choices.ts";
import { type ProfileField, readersOf } from "../readers.ts";
import { ProfileFrame, profilePaths, type Whose } from "./frame.tsx";

interface InformationProps {
  page: Page;
  whose: Whose;
  choices: SupporterChoices;
  form: Returned;
}

const asChoice = ({ id, name }: ProfileOption) => ({ value: id, label: name });

/** Supporter Information: what a provider tells about themself, with who can read what beside each field. */
export function InformationPage({ page, whose, choices, form }: InformationProps) {
  const { t, community } = page;
  const { own } = whose;
  // Beside each field who reads it, from the rule by which it is shown.
  const hint = (field: Exclude<ProfileField, "gender" | "preferences">) =>
    [t(`profile.readers.${readersOf(field, { genderShown: false })}`), t(`profile.${field}.hint`)].join(" ");
  return (
    <ProfileFrame page={page} whose={whose} at="information">
      <form
        method="post"
        action={profilePaths(community?.base ?? "", whose).information}
        class={own ? "card-plain p-5 sm:p-6" : "max-w-2xl"}
      >
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField
          name="greeting"
          label={t("profile.greeting")}
          hint={hint("greeting")}
          form={form}
          maxlength={300}
        />
        <TextArea
          name="bio"
          label={t("profile.bio")}
          hint={hint("bio")}
          form={form}
          rows={6}
          maxlength={4_000}
        />
        <TextArea
          name="qualification"
          label={t("profile.qualification")}
          hint={hint("qualification")}
          form={form}
          rows={3}
          maxlength={1_000}
        />
        <OptionsField
          t={t}
          name="experiences"
          label={t("profile.experiences")}
          hint={hint("experiences")}
          form={form}
          options={choices.experiences}
        />
        <OptionsField
          t={t}
          name="languages"
          label={t("profile.languages")}
          hint={hint("languages")}
          form={form}
          options={choices.languages}
        />
        <fieldset class="mb-5" aria-describedby="ages-hint">
          <legend class="mb-1.5 font-medium">{t("profile.ages")}</legend>
          <p id="ages-hint" class="quiet mb-2.5 text-sm">
            {hint("ages")}
          </p>
          <div class="grid grid-cols-2 gap-3 sm:max-w-80">
            <TextField
              name="agesFrom"
              type="number"
              min={10}
              max={120}
              label={t("profile.ages.from")}
              form={form}
            />
            <TextField
              name="agesTo"
              type="number"
              min={10}
              max={120}
              label={t("profile.ages.to")}
              form={form}
            />
          </div>
        </fieldset>
        <SelectField
          name="gender"
          label={t("profile.gender")}
          hint={[
            t(`profile.gender.readers.${readersOf("gender", { genderShown: false })}`),
            t("profile.gender.hint"),
          ].join(" ")}
          form={form}
          options={[{ value: "", label: t("profile.gender.none") }, ...choices.genders.map(asChoice)]}
        />
        <Checkbox
          name="genderShown"
          label={t("profile.genderShown")}
          hint={t(`profile.genderShown.${readersOf("gender", { genderShown: true })}`)}
          form={form}
        />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
      {!whose.own && <InDirectory page={page} whose={whose} />}
    </ProfileFrame>
  );
}

/** The coordinator's switch: whether there is a page of this provider. */
function InDirectory({
  page: { t, community },
  whose,
}: {
  page: Page;
  whose: Extract<Whose, { own: false }>;
}) {
  const { id, inDirectory } = whose.profile;
  const base = community?.base;
  return (
    <Aside title={t("profile.directory.title")}>
      <p class="quiet mb-3">{t(inDirectory ? "profile.directory.in" : "profile.directory.out")}</p>
      <div class="flex flex-wrap gap-2.5">
        <ButtonForm
          action={`${base}/admin/providers/${id}/directory`}
          values={{ shown: inDirectory ? "" : "on" }}
          label={t(inDirectory ? "profile.directory.remove" : "profile.directory.add")}
        />
        <a href={`${base}/providers/${id}`} class="btn btn-ghost">
          {t("profile.directory.page")}
        </a>
      </div>
    </Aside>
  );
}
