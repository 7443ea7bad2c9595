import { amountText, minorDigits } from "#platform/money.ts";
import { Fault, FormFaults, type FormState, SelectField, TextArea, TextField, typed } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { PopupPage } from "#ui/popup-page.tsx";
import { minutesAsWords, zoneName } from "#ui/when.ts";
import { longestText, mostTimes } from "../schema.ts";

interface Offers {
  formats: readonly { id: string; name: string; minutes: number }[];
  locations: readonly { id: string; name: string; way: "in_person" | "online" | "phone" | "chat" }[];
  currency: string;
  priced: boolean;
}

interface FormProps {
  page: Page;
  popup: boolean;
  title: string;
  /** What the request is about. */
  subject: string;
  offers: Offers;
  form: FormState;
  refusal: string | undefined;
  action: string;
  hidden: Readonly<Record<string, string>>;
  submit: string;
  back: { href: string; label: string };
  /** For how long the times are held, in minutes; 0: not at all. */
  holdMinutes: number;
}

/** What a proposal says and offers, for a new one and for another version. */
export function ProposalFormPage(props: FormProps) {
  const { page, popup, title, subject, offers, form, refusal, action, hidden, submit, back } = props;
  const { t, zone, now } = page;
  return (
    <PopupPage page={page} popup={popup} title={title} lead={subject} back={back}>
      <FormFaults form={form} t={t} refusal={refusal} />
      <form method="post" action={action} class={popup ? "" : "card-plain p-5"}>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="zone" value={typed(form, "zone") || zone} />
        <TextArea
          name="text"
          label={t("proposals.text")}
          hint={t("proposals.text.hint")}
          form={form}
          rows={6}
          maxlength={longestText}
          required
        />
        <SelectField
          name="formatId"
          label={t("proposals.format")}
          form={form}
          required
          options={offers.formats.map(({ id, name, minutes }) => ({
            value: id,
            label: `${name} · ${minutesAsWords(minutes)}`,
          }))}
        />
        <div class="grid gap-x-4 sm:grid-cols-2">
          <TextField
            name="minutes"
            type="number"
            min={5}
            max={480}
            label={t("proposals.minutes")}
            hint={t("proposals.minutes.hint")}
            form={form}
          />
          {offers.priced && (
            <TextField
              name="price"
              label={t("proposals.price.in", { currency: offers.currency })}
              hint={t("proposals.price.hint", { example: exampleIn(offers.currency) })}
              form={form}
              maxlength={40}
              autocomplete="off"
            />
          )}
        </div>
        <SelectField
          name="locationId"
          label={t("proposals.place")}
          form={form}
          options={[
            { value: "", label: t("proposals.place.later") },
            ...offers.locations.map(({ id, name, way }) => ({
              value: id,
              label: `${name} · ${t(`way.${way}`)}`,
            })),
          ]}
        />
        <fieldset class="mb-5">
          <legend class="mb-1.5 font-medium">{t("proposals.times.offer")}</legend>
          <p class="quiet mb-3 text-sm">
            {t(props.holdMinutes > 0 ? "proposals.times.hint" : "proposals.times.hint.free", {
              zone: zoneName(typed(form, "zone") || zone, now),
              hold: minutesAsWords(props.holdMinutes),
            })}
          </p>
          {Array.from({ length: mostTimes }, (_, index) => (
            <TimeRow page={page} form={form} number={index + 1} />
          ))}
        </fieldset>
        <p class="quiet mb-4 text-sm">{t("proposals.readers")}</p>
        <button type="submit" class="btn btn-primary">
          {submit}
        </button>
      </form>
    </PopupPage>
  );
}

const exampleIn = (currency: string): string =>
  amountText({ minor: 15 * 10 ** minorDigits(currency), currency });

function TimeRow({ page: { t }, form, number }: { page: Page; form: FormState; number: number }) {
  const name = `time${number}`;
  const fault = form.faults[name];
  const field = (part: "date" | "clock", type: "date" | "time") => (
    <input
      id={`${name}-${part}`}
      name={`${part}${number}`}
      type={type}
      value={typed(form, `${part}${number}`)}
      aria-label={t(`proposals.time.${part}`, { number })}
      aria-invalid={fault ? "true" : undefined}
      aria-describedby={fault ? `${name}-fault` : undefined}
      class={`input w-full ${fault ? "input-error" : ""}`}
    />
  );
  return (
    <div class="mb-2.5">
      <div class="grid grid-cols-2 gap-2.5">
        {field("date", "date")}
        {field("clock", "time")}
      </div>
      <Fault name={name} fault={fault} />
    </div>
  );
}
