import { DurationField } from "#ui/duration.tsx";
import { ChoiceField, chosen, Fault, type FormState, SelectField, TextField, typed } from "#ui/forms.tsx";
import { zoneName } from "#ui/when.ts";
import { ZoneField } from "#ui/zone.tsx";
import type { Translate } from "../../../words/translate.ts";
import { weekdays } from "../../locations/opening.ts";
import type { Named, Schedule } from "../queries/schedule.ts";
import { FormFrame, type HoursFormProps } from "./form-frame.tsx";

/** Weekly hours: the same on several days when they are new, or one entry that is changed. */
export function WeeklyHoursPage({
  schedule,
  isNew,
  ...props
}: HoursFormProps & { schedule: Schedule; isNew: boolean }) {
  const { form, zone } = props;
  const { t } = props.page;
  const days = weekdays.map((day) => ({ value: String(day), label: t(`day.${day}`) }));
  return (
    <FormFrame
      {...props}
      title={t(isNew ? "availability.hours.add" : "availability.hours.change")}
      lead={t("availability.hours.lead", { zone: zoneName(zone, props.page.now) })}
      save={isNew ? t("availability.hours.add") : t("form.save")}
    >
      {isNew ? (
        <DaysField t={t} form={form} />
      ) : (
        <SelectField name="days" label={t("availability.day")} form={form} options={days} />
      )}
      <div class="grid gap-x-4 sm:grid-cols-2">
        <TextField name="start" type="time" label={t("availability.start")} form={form} required />
        <TextField
          name="end"
          type="time"
          label={t("availability.end")}
          hint={t("availability.end.hint")}
          form={form}
          required
        />
      </div>
      <Only
        t={t}
        form={form}
        name="serviceId"
        label={t("availability.service")}
        all={t("availability.service.all")}
        options={schedule.services}
      />
      <Only
        t={t}
        form={form}
        name="formatId"
        label={t("availability.format")}
        all={t("availability.format.all")}
        options={schedule.formats}
      />
      <Only
        t={t}
        form={form}
        name="locationId"
        label={t("availability.location")}
        all={t("availability.location.all")}
        options={schedule.locations}
      />
      <details class="mb-5" open={typed(form, "from") !== "" || typed(form, "until") !== ""}>
        <summary class="link-plain flex min-h-11 cursor-pointer items-center">
          {t("availability.dates")}
        </summary>
        <div class="mt-3 grid gap-x-4 sm:grid-cols-2">
          <TextField
            name="from"
            type="date"
            label={t("availability.from.label")}
            hint={t("availability.from.hint")}
            form={form}
          />
          <TextField
            name="until"
            type="date"
            label={t("availability.until.label")}
            hint={t("availability.until.hint")}
            form={form}
          />
        </div>
      </details>
    </FormFrame>
  );
}

/** The days of a week, side by side. */
function DaysField({ t, form }: { t: Translate; form: FormState }) {
  const fault = form.faults.days;
  const ticked = chosen(form, "days");
  return (
    <fieldset class="mb-5" aria-describedby={fault ? "days-fault" : undefined}>
      <legend class="mb-1.5 font-medium">{t("availability.days")}</legend>
      <div class="grid grid-cols-4 gap-2 sm:grid-cols-7">
        {weekdays.map((day) => (
          <label class="border-base-300 bg-base-100 rounded-field has-checked:border-primary has-checked:bg-base-200 has-checked:font-semibold flex min-h-11 cursor-pointer items-center gap-2 border px-2.5">
            <input
              type="checkbox"
              name="days"
              value={String(day)}
              checked={ticked.includes(String(day))}
              class="checkbox checkbox-primary checkbox-xs"
            />
            <span aria-hidden="true">{t(`day.${day}`).slice(0, 3)}</span>
            <span class="sr-only">{t(`day.${day}`)}</span>
          </label>
        ))}
      </div>
      <Fault name="days" fault={fault} />
    </fieldset>
  );
}

interface OnlyProps {
  t: Translate;
  form: FormState;
  name: string;
  label: string;
  all: string;
  options: readonly Named[];
}

/** What the hours are for. Not asked where there is nothing to choose. */
function Only({ form, name, label, all, options }: OnlyProps) {
  if (options.length < 2 && !typed(form, name)) return null;
  const choices = options.map((option) => ({ value: option.id, label: option.name }));
  return (
    <SelectField name={name} label={label} form={form} options={[{ value: "", label: all }, ...choices]} />
  );
}

/** Time off, or other hours on some dates. */
export function ExceptionPage({ isNew, ...props }: HoursFormProps & { isNew: boolean }) {
  const { form, zone } = props;
  const { t } = props.page;
  return (
    <FormFrame
      {...props}
      title={t(isNew ? "availability.exception.add" : "availability.exception.change")}
      lead={t("availability.exception.lead", { zone: zoneName(zone, props.page.now) })}
      save={isNew ? t("availability.add") : t("form.save")}
    >
      <ChoiceField
        name="kind"
        label={t("availability.exception.kind")}
        form={form}
        options={[
          {
            value: "off",
            label: t("availability.exception.off"),
            hint: t("availability.exception.off.hint"),
          },
          {
            value: "hours",
            label: t("availability.exception.other"),
            hint: t("availability.exception.other.hint"),
          },
        ]}
      />
      <div class="hidden group-has-[[value=hours]:checked]:block">
        <TextField
          name="hours"
          label={t("availability.exception.hours")}
          hint={t("availability.exception.hours.hint")}
          form={form}
          autocomplete="off"
          maxlength={100}
        />
      </div>
      <div class="grid gap-x-4 sm:grid-cols-2">
        <TextField name="from" type="date" label={t("availability.from.label")} form={form} required />
        <TextField
          name="until"
          type="date"
          label={t("availability.until.label")}
          hint={t("availability.exception.until.hint")}
          form={form}
        />
      </div>
      <TextField
        name="note"
        label={t("availability.exception.note")}
        hint={t("availability.exception.note.hint")}
        form={form}
        maxlength={200}
      />
    </FormFrame>
  );
}

/** Buffers, notice, weekly cap and zone. */
export function RulesPage(props: HoursFormProps) {
  const { form, page } = props;
  const { t } = page;
  const short = ["minutes", "hours"] as const;
  return (
    <FormFrame {...props} title={t("availability.rules.title")} save={t("form.save")}>
      <DurationField
        t={t}
        name="bufferBefore"
        label={t("availability.rules.bufferBefore")}
        hint={t("availability.rules.buffer.hint")}
        form={form}
        units={short}
      />
      <DurationField
        t={t}
        name="bufferAfter"
        label={t("availability.rules.bufferAfter")}
        form={form}
        units={short}
      />
      <DurationField
        t={t}
        name="notice"
        label={t("availability.rules.notice")}
        hint={t("availability.rules.notice.hint")}
        form={form}
      />
      <DurationField
        t={t}
        name="cap"
        label={t("availability.rules.cap")}
        hint={t("availability.rules.cap.hint")}
        form={form}
        units={short}
      />
      <ZoneField
        name="zone"
        label={t("availability.rules.zone")}
        hint={t("availability.rules.zone.hint")}
        form={form}
      />
    </FormFrame>
  );
}

/** Asked before something is removed only where that leaves meetings outside the hours. */
export function RemovePage({ title, ...props }: HoursFormProps & { title: string }) {
  return <FormFrame {...props} title={title} save={props.page.t("availability.remove")} />;
}
