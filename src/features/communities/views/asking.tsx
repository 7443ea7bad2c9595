import { DurationField } from "#ui/duration.tsx";
import { Checkbox, type Choice, SelectField, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import type { Returned } from "../../admin/index.ts";
import { Section } from "./section.tsx";

interface AskingProps {
  t: Page["t"];
  form: Returned;
  currencies: readonly Choice[];
}

/** The settings of support requests and of what they lead to: proposals and payments. */
export function AskingSettings({ t, form, currencies }: AskingProps) {
  const duration = (
    name: "answerMinutes" | "proposalHoldMinutes" | "offerMinutes" | "paymentHoldMinutes" | "refundMinutes",
  ) => (
    <DurationField
      t={t}
      name={name}
      label={t(`settings.${name}`)}
      hint={t(`settings.${name}.hint`)}
      form={form}
    />
  );
  return (
    <>
      <Section title={t("settings.section.requests")}>
        <Checkbox
          name="modules.requests"
          label={t("settings.modules.requests")}
          hint={t("settings.modules.requests.hint")}
          form={form}
        />
        {duration("answerMinutes")}
        <TextField
          name="requestDays"
          label={t("settings.requestDays")}
          hint={t("settings.requestDays.hint")}
          form={form}
          type="number"
          min={1}
          max={366}
          required
        />
        {duration("proposalHoldMinutes")}
      </Section>
      <Section title={t("settings.section.together")}>
        <Checkbox
          name="modules.groups"
          label={t("settings.modules.groups")}
          hint={t("settings.modules.groups.hint")}
          form={form}
        />
        <Checkbox
          name="modules.rooms"
          label={t("settings.modules.rooms")}
          hint={t("settings.modules.rooms.hint")}
          form={form}
        />
        {duration("offerMinutes")}
      </Section>
      <Section title={t("settings.section.hub")}>
        <Checkbox
          name="modules.points"
          label={t("settings.modules.points")}
          hint={t("settings.modules.points.hint")}
          form={form}
        />
      </Section>
      <Section title={t("settings.section.payments")}>
        <Checkbox
          name="modules.payments"
          label={t("settings.modules.payments")}
          hint={t("settings.modules.payments.hint")}
          form={form}
        />
        <SelectField
          name="currency"
          label={t("settings.currency")}
          hint={t("settings.currency.hint")}
          form={form}
          options={currencies}
        />
        {duration("paymentHoldMinutes")}
        {duration("refundMinutes")}
      </Section>
    </>
  );
}
