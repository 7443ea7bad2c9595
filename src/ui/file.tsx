import { Fault, type FormState } from "./forms.tsx";

interface FileFieldProps {
  /** Of its own where a page that is refreshed in place would keep the file that was just sent. */
  id?: string;
  label: string;
  hint: string;
  form: FormState;
  /** As the attribute has it: endings and types. */
  accept: string;
  /** false: the form can be sent without one. */
  required?: boolean;
}

/** One file, named `file` in the form. */
export function FileField({ id = "file", label, hint, form, accept, required = true }: FileFieldProps) {
  const { file: fault } = form.faults;
  return (
    <div class="mb-5">
      <label for={id} class="mb-1.5 block font-medium">
        {label}
      </label>
      <p id="file-hint" class="quiet mb-1.5 text-sm">
        {hint}
      </p>
      <input
        type="file"
        id={id}
        name="file"
        accept={accept}
        required={required}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault ? "file-hint file-fault" : "file-hint"}
        class={`file-input w-full ${fault ? "file-input-error" : ""}`}
      />
      <Fault name="file" fault={fault} />
    </div>
  );
}
