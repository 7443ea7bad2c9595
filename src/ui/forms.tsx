import type { Child } from "hono/jsx";
import type { Translate } from "../words/translate.ts";
import { Icon } from "./icons.tsx";

/** What a form is shown with: what was typed, and what is wrong with it, by field name. Messages are finished words. */
export interface FormState {
  readonly values: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly faults: Readonly<Record<string, string>>;
}

export const emptyForm: FormState = { values: {}, faults: {} };

export const typed = (form: FormState, name: string): string => {
  const value = form.values[name];
  return typeof value === "string" ? value : (value?.[0] ?? "");
};

export const chosen = (form: FormState, name: string): readonly string[] => {
  const value = form.values[name];
  return typeof value === "string" ? [value] : (value ?? []);
};

interface FieldProps {
  name: string;
  label: string;
  form: FormState;
  hint?: string | undefined;
  required?: boolean;
}

/** Ids and descriptions that tie a field to its hint and its fault. */
function wiring({ name, form, hint, required }: FieldProps) {
  const fault = form.faults[name];
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ");
  return {
    fault,
    attributes: {
      id: name,
      name,
      required: required === true,
      "aria-invalid": fault ? ("true" as const) : undefined,
      "aria-describedby": described || undefined,
    },
  };
}

function Frame({
  name,
  label,
  hint,
  fault,
  children,
}: {
  name: string;
  label: string;
  hint?: string | undefined;
  fault: string | undefined;
  children: Child;
}) {
  return (
    <div class="mb-5">
      <label for={name} class="mb-1.5 block font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} class="quiet mb-1.5 text-sm">
          {hint}
        </p>
      )}
      {children}
      <Fault name={name} fault={fault} />
    </div>
  );
}

/** What is wrong, beside the field. */
export function Fault({ name, fault }: { name: string; fault: string | undefined }) {
  if (!fault) return null;
  return (
    <p id={`${name}-fault`} class="text-error mt-1.5 flex items-start gap-1.5 text-sm font-medium">
      <Icon name="alert" class="mt-0.5 size-4" />
      <span>{fault}</span>
    </p>
  );
}

type InputProps = FieldProps & {
  type?: "text" | "email" | "password" | "number" | "url" | "date" | "time" | "search" | "tel";
  autocomplete?: string;
  min?: number | string;
  max?: number | string;
  step?: number | string;
  maxlength?: number;
  placeholder?: string;
  /** Id of a datalist whose entries are offered while typing. */
  list?: string;
};

export function TextField(props: InputProps) {
  const { name, label, hint, form, type = "text", required: _required, ...rest } = props;
  const { fault, attributes } = wiring(props);
  const value = type === "password" ? undefined : typed(form, name);
  return (
    <Frame name={name} label={label} hint={hint} fault={fault}>
      <input
        {...rest}
        {...attributes}
        type={type}
        value={value}
        class={`input w-full ${fault ? "input-error" : ""}`}
      />
    </Frame>
  );
}

export function TextArea(props: FieldProps & { rows?: number; maxlength?: number }) {
  const { fault, attributes } = wiring(props);
  return (
    <Frame name={props.name} label={props.label} hint={props.hint} fault={fault}>
      <textarea
        {...attributes}
        rows={props.rows ?? 4}
        maxlength={props.maxlength}
        class={`textarea w-full ${fault ? "textarea-error" : ""}`}
      >
        {typed(props.form, props.name)}
      </textarea>
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
  hint?: string | undefined;
}

export function SelectField(props: FieldProps & { options: readonly Choice[] }) {
  const { fault, attributes } = wiring(props);
  return (
    <Frame name={props.name} label={props.label} hint={props.hint} fault={fault}>
      <select {...attributes} class={`select w-full ${fault ? "select-error" : ""}`}>
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === typed(props.form, props.name)}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

interface ChoiceProps extends FieldProps {
  options: readonly Choice[];
  several?: boolean;
  /** Side by side as far as there is room, for long lists of short words. */
  compact?: boolean;
  /** Folds a list that is longer than anybody wants to scroll past: the words of what unfolds it, where nothing is chosen yet. */
  fold?: string | undefined;
}

/** Longer lists are folded where that is asked for. */
const longest = 12;

/** One or several of a few, as big targets. */
export function ChoiceField(props: ChoiceProps) {
  const { name, label, hint, form, options, several = false, compact = false, required = false } = props;
  const fault = form.faults[name];
  const picked = chosen(form, name);
  const boxes = (
    <div class={compact ? "flex flex-wrap gap-2" : "grid gap-2"}>
      {options.map((option) => (
        <label class="border-base-300 bg-base-100 rounded-field has-checked:border-primary has-checked:bg-base-200 flex min-h-11 cursor-pointer items-start gap-3 border px-3 py-2.5">
          <input
            type={several ? "checkbox" : "radio"}
            name={name}
            value={option.value}
            checked={picked.includes(option.value)}
            required={required && !several}
            class={
              several ? "checkbox checkbox-primary checkbox-sm mt-0.5" : "radio radio-primary radio-sm mt-0.5"
            }
          />
          <span>
            {option.label}
            {option.hint && <span class="quiet block text-sm">{option.hint}</span>}
          </span>
        </label>
      ))}
    </div>
  );
  const folded = props.fold && options.length > longest;
  const names = options.filter(({ value }) => picked.includes(value)).map((option) => option.label);
  return (
    <fieldset
      class="mb-5"
      aria-describedby={
        [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(" ") || undefined
      }
    >
      <legend class="mb-1.5 font-medium">{label}</legend>
      {hint && (
        <p id={`${name}-hint`} class="quiet mb-1.5 text-sm">
          {hint}
        </p>
      )}
      {folded ? (
        <details class="group" open={fault !== undefined}>
          <summary class="border-base-300 bg-base-100 rounded-field group-open:mb-2 flex min-h-11 cursor-pointer list-none items-center gap-3 border px-3 py-2 [&::-webkit-details-marker]:hidden">
            <span class="min-w-0 flex-1 break-words">{names.join(", ") || props.fold}</span>
            <Icon name="chevronDown" class="quiet size-5 group-open:rotate-180" />
          </summary>
          {boxes}
        </details>
      ) : (
        boxes
      )}
      <Fault name={name} fault={fault} />
    </fieldset>
  );
}

export function Checkbox({ name, label, hint, form }: FieldProps) {
  return (
    <div class="mb-5">
      <label class="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          type="checkbox"
          name={name}
          value="on"
          checked={typed(form, name) === "on"}
          class="checkbox checkbox-primary checkbox-sm mt-0.5"
        />
        <span>
          <span class="font-medium">{label}</span>
          {hint && <span class="quiet block text-sm">{hint}</span>}
        </span>
      </label>
      <Fault name={name} fault={form.faults[name]} />
    </div>
  );
}

/** Above a form that came back: how many things need another look, and a refusal that belongs to no one field. */
export function FormFaults({
  form,
  t,
  refusal,
}: {
  form: FormState;
  t: Translate;
  refusal?: string | undefined;
}) {
  const count = Object.keys(form.faults).length;
  if (count === 0 && !refusal) return null;
  return (
    <div role="alert" class="border-error bg-base-100 rounded-box mb-6 border-l-4 p-4 shadow-card">
      <p class="font-semibold">{refusal ?? t("fault.title", { count })}</p>
    </div>
  );
}
