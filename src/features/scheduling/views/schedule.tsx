import type { Child } from "hono/jsx";
import { type Money, moneyWords } from "#platform/money.ts";
import { FormFaults, type FormState, SelectField, TextField } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import type { Choices } from "../choices.ts";
import type { Filled, Seen } from "../form.ts";
import { WhenFields } from "./when.tsx";

interface FrameProps {
  page: Page;
  /** The member's name. */
  member: string;
  back: string;
  action: string;
  filled: Filled;
  seen: Seen;
  choices: Choices;
  /** What goes along with the form unseen. */
  hidden: Readonly<Record<string, string>>;
}

/** The provider sets date and time of what was agreed on in a proposal; everything else is filled in from it. */
export function SchedulePage(props: FrameProps & { proposed: Money }) {
  const { page, member, choices, filled, seen, proposed } = props;
  const { t } = page;
  const form: FormState = { values: filled.values, faults: seen.faults };
  return (
    <ScheduleFrame
      {...props}
      form={form}
      title={t("scheduling.title")}
      lead={t("scheduling.lead", { name: member })}
      backLabel={t("scheduling.back")}
      submit={t("scheduling.submit")}
    >
      <TextField name="name" label={t("scheduling.name")} form={form} required maxlength={120} />
      <WhenFields {...props} form={form} />
      <SelectField
        name="formatId"
        label={t("scheduling.format")}
        form={form}
        required
        options={choices.formats.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <PlaceField {...props} form={form} />
      {choices.priced && (
        <TextField
          name="price"
          label={t("scheduling.price", { currency: choices.currency })}
          hint={
            proposed.minor === 0
              ? t("scheduling.price.hint.free", { name: member })
              : t("scheduling.price.hint", { price: moneyWords(proposed), name: member })
          }
          form={form}
          maxlength={20}
          autocomplete="off"
        />
      )}
    </ScheduleFrame>
  );
}

/** The provider moves such a meeting. What it costs stays as it is. */
export function ReschedulePage(props: FrameProps & { now: string; paid: boolean }) {
  const { page, filled, seen, member, now, paid } = props;
  const { t } = page;
  const form: FormState = { values: filled.values, faults: seen.faults };
  return (
    <ScheduleFrame
      {...props}
      form={form}
      title={t("meetings.move.title")}
      lead={`${t("meetings.move.lead", { when: now })}. ${t("scheduling.move.told", { name: member })}${paid ? ` ${t("scheduling.move.paid")}` : ""}`}
      backLabel={t("meetings.back")}
      submit={t("scheduling.move.submit")}
    >
      <WhenFields {...props} form={form} />
      <PlaceField {...props} form={form} />
    </ScheduleFrame>
  );
}

function PlaceField({ page, choices, form }: { page: Page; choices: Choices; form: FormState }) {
  const { t } = page;
  const options = choices.locations.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      name="locationId"
      label={t("scheduling.place")}
      form={form}
      options={[{ value: "", label: t("scheduling.place.later") }, ...options]}
    />
  );
}

interface Framed extends FrameProps {
  title: string;
  lead: string;
  backLabel: string;
  submit: string;
  form: FormState;
  children: Child;
}

function ScheduleFrame(props: Framed) {
  const { page, title, lead, back, backLabel, action, filled, form, hidden, submit, children } = props;
  const { t } = page;
  return (
    <Layout page={page} title={title}>
      <Heading title={title} lead={lead} back={{ href: back, label: backLabel }} />
      <FormFaults form={form} t={t} refusal={filled.refusal} />
      <form
        method="post"
        action={action}
        novalidate
        class="card-plain p-5 sm:p-6"
        data-controller="preview"
        data-preview-url-value={action}
        data-preview-frame-value="when"
        data-preview-fields-value={JSON.stringify([
          "date",
          "time",
          "minutes",
          "locationId",
          "zone",
          "anyway",
        ])}
        data-action="input->preview#later change->preview#later"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {children}
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          {submit}
        </button>
      </form>
    </Layout>
  );
}
