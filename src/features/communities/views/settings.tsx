import { DurationField } from "#ui/duration.tsx";
import { Checkbox, type Choice, ChoiceField, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { ZoneField } from "#ui/zone.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import { AskingSettings } from "./asking.tsx";
import { MinutesOfHour } from "./minutes-of-hour.tsx";
import { MissedSettings } from "./missed.tsx";
import { Section } from "./section.tsx";

interface SettingsPageProps {
  page: Page;
  form: Returned;
  currencies: readonly Choice[];
}

/** Everything a coordinator can set, in one form. */
export function SettingsPage({ page, form, currencies }: SettingsPageProps) {
  const { t, community } = page;
  const choices = (...values: SettingValue[]) =>
    values.map((value) => ({
      value: value.split(".")[1] ?? "",
      label: t(`settings.${value}`),
      hint: t(`settings.${value}.hint`),
    }));
  return (
    <Panel page={page} at="settings" title={t("settings.title")} lead={t("settings.lead")}>
      <form method="post" action={`${community?.base}/admin/settings`} class="max-w-2xl">
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <Section title={t("settings.section.community")}>
          <TextField name="name" label={t("settings.name")} form={form} required maxlength={120} />
          <ZoneField name="zone" label={t("settings.zone")} hint={t("settings.zone.hint")} form={form} />
          <TextArea
            name="contact"
            label={t("settings.contact")}
            hint={t("settings.contact.hint")}
            form={form}
            rows={3}
            maxlength={500}
          />
          <TextField
            name="supportEmail"
            type="email"
            label={t("settings.supportEmail")}
            hint={t("settings.supportEmail.hint")}
            form={form}
            maxlength={254}
          />
        </Section>
        <Section title={t("settings.section.access")}>
          <ChoiceField
            name="visibility"
            label={t("settings.visibility")}
            form={form}
            required
            options={choices("visibility.open", "visibility.listed")}
          />
          <ChoiceField
            name="whoMayBook"
            label={t("settings.whoMayBook")}
            form={form}
            required
            options={choices("whoMayBook.everyone", "whoMayBook.listed")}
          />
          <TextField
            name="smallestGroup"
            label={t("settings.smallestGroup")}
            hint={t("settings.smallestGroup.hint")}
            form={form}
            type="number"
            min={5}
            max={100}
            required
          />
        </Section>
        <Section title={t("settings.section.times")}>
          <DurationField
            t={t}
            name="leadMinutes"
            label={t("settings.lead_time")}
            hint={t("settings.lead_time.hint")}
            form={form}
          />
          <TextField
            name="horizonDays"
            label={t("settings.horizon")}
            hint={t("settings.horizon.hint")}
            form={form}
            type="number"
            min={1}
            max={366}
            required
          />
          <MinutesOfHour t={t} name="startMinutes" form={form} />
          <ChoiceField
            name="confirmation"
            label={t("settings.confirmation")}
            form={form}
            required
            options={choices("confirmation.automatic", "confirmation.provider")}
          />
          <DurationField
            t={t}
            name="changeNoticeMinutes"
            label={t("settings.changeNotice")}
            hint={t("settings.changeNotice.hint")}
            form={form}
          />
        </Section>
        <Section title={t("settings.section.limits")} lead={t("settings.section.limits.lead")}>
          <DurationField
            t={t}
            name="memberDayMinutes"
            label={t("settings.memberDay")}
            form={form}
            units={["minutes", "hours"]}
          />
          <DurationField
            t={t}
            name="memberWeekMinutes"
            label={t("settings.memberWeek")}
            form={form}
            units={["minutes", "hours"]}
          />
          <DurationField
            t={t}
            name="providerWeekMinutes"
            label={t("settings.providerWeek")}
            hint={t("settings.providerWeek.hint")}
            form={form}
            units={["minutes", "hours"]}
          />
        </Section>
        <Section title={t("settings.section.picking")}>
          <ChoiceField
            name="enrollmentEffect"
            label={t("settings.enrollmentEffect")}
            form={form}
            required
            options={choices("enrollmentEffect.off", "enrollmentEffect.first", "enrollmentEffect.only")}
          />
          <Checkbox
            name="membersEditServices"
            label={t("settings.membersEditServices")}
            hint={t("settings.membersEditServices.hint")}
            form={form}
          />
          <Checkbox
            name="skipSingleChoices"
            label={t("settings.skipSingleChoices")}
            hint={t("settings.skipSingleChoices.hint")}
            form={form}
          />
        </Section>
        <MissedSettings t={t} form={form} />
        <AskingSettings t={t} form={form} currencies={currencies} />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
    </Panel>
  );
}

type SettingValue =
  | `visibility.${"open" | "listed"}`
  | `whoMayBook.${"everyone" | "listed"}`
  | `confirmation.${"automatic" | "provider"}`
  | `enrollmentEffect.${"off" | "first" | "only"}`;
