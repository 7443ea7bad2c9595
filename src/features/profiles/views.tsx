import { ChoiceField, FormFaults, SelectField, TextArea } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { Panel, type Returned } from "../admin/index.ts";
import type { ProfileOption } from "../options/queries.ts";
import { displayName } from "../people/person.ts";
import type { Profile } from "./queries.ts";

interface Choices {
  experiences: readonly ProfileOption[];
  genders: readonly ProfileOption[];
}

interface FormProps {
  page: Page;
  action: string;
  choices: Choices;
  form: Returned;
  /** Whether the one who fills it in is the one it is about. */
  own: boolean;
}

function ProfileForm({ page: { t }, action, choices, form, own }: FormProps) {
  const hint = (field: "bio" | "experiences" | "gender") => t(`profile.${field}.${own ? "own" : "staff"}`);
  return (
    <form method="post" action={action} class={own ? "card-plain p-5 sm:p-6" : "max-w-2xl"}>
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <TextArea
        name="bio"
        label={t("profile.bio")}
        hint={hint("bio")}
        form={form}
        rows={6}
        maxlength={4_000}
      />
      <ChoiceField
        name="experiences"
        label={t("profile.experiences")}
        hint={hint("experiences")}
        form={form}
        options={choices.experiences.map(({ id, name }) => ({ value: id, label: name }))}
        several
        compact
      />
      <SelectField
        name="gender"
        label={t("profile.gender")}
        hint={hint("gender")}
        form={form}
        options={[
          { value: "", label: t("profile.gender.none") },
          ...choices.genders.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <button type="submit" class="btn btn-primary">
        {t("form.save")}
      </button>
    </form>
  );
}

/** A provider's page about themself, with who can read what beside each field. */
export function OwnProfilePage(props: Omit<FormProps, "own">) {
  const { t } = props.page;
  return (
    <Layout page={props.page} title={t("profile.title")}>
      <Heading title={t("profile.title")} lead={t("profile.lead")} />
      <ProfileForm {...props} own />
    </Layout>
  );
}

interface StaffProps extends Omit<FormProps, "own" | "action"> {
  profile: Profile;
  /** The provider's page in the panel. */
  back: string;
}

/** The same for a coordinator, about somebody. */
export function StaffProfilePage({ profile, back, ...props }: StaffProps) {
  const name = displayName(profile);
  return (
    <Panel
      page={props.page}
      at="providers.manage"
      title={props.page.t("profile.staff.title", { name })}
      back={{ href: back, label: name }}
    >
      <ProfileForm {...props} action={`${back}/profile`} own={false} />
    </Panel>
  );
}
