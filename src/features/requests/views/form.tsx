import { ChoiceField, Fault, FormFaults, type FormState, TextArea, TextField, typed } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, Notice } from "#ui/parts.tsx";
import { zoneName } from "#ui/when.ts";
import type { NamedOption } from "../request.ts";
import { longest } from "../schema.ts";
import { mostTimes } from "../windows.ts";

export interface FormOptions {
  readonly experiences: readonly NamedOption[];
  readonly genders: readonly NamedOption[];
}

interface FormProps {
  page: Page;
  title: string;
  lead: string;
  back: { href: string; label: string };
  action: string;
  submit: string;
  hidden: Readonly<Record<string, string>>;
  options: FormOptions;
  form: FormState;
  refusal?: string | undefined;
  /** How many lines for times there are, and whether the last was just added. */
  rows: number;
  added?: boolean;
}

/** What a member asks for, new or changed. */
export function RequestFormPage(props: FormProps) {
  const { page, title, lead, back, action, submit, hidden, options, form, refusal } = props;
  const { t, zone } = page;
  const asOption = ({ id, name }: NamedOption) => ({ value: id, label: name });
  return (
    <Layout page={page} title={title}>
      <Heading title={title} lead={lead} back={back} />
      <FormFaults form={form} t={t} refusal={refusal} />
      <Notice icon="lock">
        <p class="font-semibold">{t("requests.readers.title")}</p>
        <p>{t("requests.readers")}</p>
      </Notice>
      <form method="post" action={action} class="card-plain p-5">
        {/* The first button of a form is the one that Enter presses. */}
        <button type="submit" hidden />
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="zone" value={typed(form, "zone") || zone} />
        <TextField
          name="subject"
          label={t("requests.subject")}
          hint={t("requests.subject.hint")}
          form={form}
          maxlength={longest.subject}
          autocomplete="off"
          required
        />
        <TextArea
          name="description"
          label={t("requests.description")}
          hint={t("requests.description.hint")}
          form={form}
          rows={7}
          maxlength={longest.description}
          required
        />
        <When {...props} />
        <TextArea
          name="timeNote"
          label={t("requests.form.note")}
          hint={t("requests.form.note.hint")}
          form={form}
          rows={2}
          maxlength={longest.note}
        />
        {options.experiences.length > 0 && (
          <ChoiceField
            name="experiences"
            label={t("requests.form.experiences")}
            hint={t("requests.form.experiences.hint")}
            form={form}
            options={options.experiences.map(asOption)}
            several
            compact
          />
        )}
        {options.genders.length > 0 && (
          <ChoiceField
            name="gender"
            label={t("requests.form.gender")}
            hint={t("requests.form.gender.hint")}
            form={form}
            options={[{ value: "", label: t("requests.form.gender.any") }, ...options.genders.map(asOption)]}
            compact
          />
        )}
        <TextField
          name="age"
          type="number"
          min={10}
          max={120}
          label={t("requests.form.age")}
          hint={t("requests.form.age.hint")}
          form={form}
        />
        <div class="flex flex-wrap gap-3">
          <button type="submit" class="btn btn-primary">
            {submit}
          </button>
          <a href={back.href} class="btn btn-ghost">
            {t("requests.form.cancel")}
          </a>
        </div>
      </form>
    </Layout>
  );
}

/** Flexible, or up to five times; without script too, since another line is another page. */
function When({ page, form, rows, added = false }: FormProps) {
  const { t } = page;
  const zone = typed(form, "zone") || page.zone;
  return (
    <div class="group/when">
      <ChoiceField
        name="when"
        label={t("requests.form.when")}
        form={form}
        options={[
          { value: "times", label: t("requests.form.times") },
          { value: "flexible", label: t("requests.form.flexible") },
        ]}
      />
      <div class="mb-5 group-has-[[value=flexible]:checked]/when:hidden">
        <p class="quiet mb-2 text-sm">{t("requests.form.zone", { zone: zoneName(zone, page.now) })}</p>
        <input type="hidden" name="rows" value={String(rows)} />
        {Array.from({ length: rows }, (_, row) => (
          <TimeRow page={page} form={form} row={row} focused={added && row === rows - 1} />
        ))}
        {rows < mostTimes && (
          <button type="submit" name="more" value="on" formnovalidate class="btn">
            <Icon name="plus" class="size-4" />
            {t("requests.form.more")}
          </button>
        )}
      </div>
    </div>
  );
}

function TimeRow({
  page: { t },
  form,
  row,
  focused,
}: {
  page: Page;
  form: FormState;
  row: number;
  focused: boolean;
}) {
  const fault = form.faults[`times.${row}`];
  const field = (name: "date" | "from" | "to", type: "date" | "time") => (
    <label class="block min-w-0">
      <span class="mb-1 block text-sm">{t(`requests.form.${name}`)}</span>
      <input
        type={type}
        name={`${name}-${row}`}
        value={typed(form, `${name}-${row}`)}
        autofocus={focused && name === "date"}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault ? `times.${row}-fault` : undefined}
        class={`input w-full ${fault ? "input-error" : ""}`}
      />
    </label>
  );
  return (
    <fieldset class="mb-3">
      <legend class="mb-1 text-sm font-medium">{t("requests.form.time", { number: row + 1 })}</legend>
      <div class="grid grid-cols-2 gap-2 sm:grid-cols-[2fr_1fr_1fr]">
        <div class="col-span-2 sm:col-span-1">{field("date", "date")}</div>
        {field("from", "time")}
        {field("to", "time")}
      </div>
      <Fault name={`times.${row}`} fault={fault} />
    </fieldset>
  );
}
