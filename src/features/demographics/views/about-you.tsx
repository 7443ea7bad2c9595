import { Checkbox, FormFaults, SelectField } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import type { Returned } from "../../admin/index.ts";
import { ageBands } from "../../profiles/bands.ts";
import type { Choices, ToldField } from "../choices.ts";

interface AboutYouProps {
  page: Page;
  choices: Choices;
  /** The smallest group that is ever shown. */
  smallest: number;
  /** Whether there is anything to take back. */
  told: boolean;
  form: Returned;
}

/** What somebody tells of themself so that they are counted, with who can read it beside the fields. */
export function AboutYouPage({ page, choices, smallest, told, form }: AboutYouProps) {
  const { t, community } = page;
  const action = `${community?.base}/about-you`;
  const none = { value: "", label: t("aboutYou.none") };
  const field = (name: ToldField) => (
    <SelectField
      name={name}
      label={t(`aboutYou.${name}`)}
      form={form}
      options={[none, ...choices[name].map(({ id, name: label }) => ({ value: id, label }))]}
    />
  );
  return (
    <Layout page={page} title={t("aboutYou.title")}>
      <Heading
        title={t("aboutYou.title")}
        lead={t("aboutYou.lead")}
        back={{ href: `${community?.base}/privacy`, label: t("privacy.title") }}
      />
      <Notice icon="lock">
        <p class="font-semibold">{t("aboutYou.readers")}</p>
        <p>{t("aboutYou.readers.text", { smallest })}</p>
      </Notice>
      <form method="post" action={action} class="card-plain p-5 sm:p-6">
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <SelectField
          name="age"
          label={t("aboutYou.age")}
          form={form}
          options={[none, ...ageBands.map((band) => ({ value: band, label: t(`ages.${band}`) }))]}
        />
        {field("gender")}
        {field("ethnicity")}
        {field("region")}
        <Checkbox
          name="counted"
          label={t("aboutYou.counted")}
          hint={t("aboutYou.counted.hint")}
          form={form}
        />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
      {told && (
        <Aside title={t("aboutYou.back.title")}>
          <p class="quiet mb-3">{t("aboutYou.back.text")}</p>
          <ButtonForm action={`${action}/taken-back`} values={{}} label={t("aboutYou.back")} />
        </Aside>
      )}
    </Layout>
  );
}
