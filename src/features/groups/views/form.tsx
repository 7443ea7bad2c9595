import type { Child } from "hono/jsx";
import { Checkbox, ChoiceField, chosen, FormFaults, SelectField, TextArea, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import type { Returned } from "../../admin/index.ts";
import { nameOf } from "../../people/person.ts";
import type { Choices } from "../choices.ts";
import type { Seen } from "../look.ts";
import { longest, mostSeats } from "../schema.ts";
import { WhenFields } from "./when.tsx";

interface FormProps {
  page: Page;
  title: string;
  lead: string;
  back: { href: string; label: string };
  action: string;
  submit: string;
  form: Returned;
  seen: Seen;
  choices: Choices;
  /** IANA: the host's clock, on which date and time are typed. */
  zone: string;
  /** Who gives it beside the co-hosts, whether it can be another, and whether it is the reader. */
  host: { id: string; choose: boolean; own: boolean };
  /** How many weeks in a row, when it is new. */
  weekly: boolean;
  hidden: Readonly<Record<string, string>>;
  /** Further choices above the button. */
  children?: Child;
}

const watched = ["date", "time", "minutes", "where", "weeks", "anyway", "without", "hostId", "coHosts"];

/** The form of a group meeting, new or changed. */
export function GroupForm(props: FormProps) {
  const { page, title, lead, back, action, submit, form, hidden, children } = props;
  const { t } = page;
  return (
    <Layout page={page} title={title}>
      <Heading title={title} lead={lead} back={back} />
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <form
        method="post"
        action={action}
        novalidate
        class="card-plain p-5 sm:p-6"
        data-controller="preview"
        data-preview-url-value={action}
        data-preview-frame-value="when"
        data-preview-fields-value={JSON.stringify(watched)}
        data-action="input->preview#later change->preview#later"
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <About {...props} />
        <h2 class="mt-8 mb-4">{t("groups.form.when")}</h2>
        <WhenFields {...props} />
        <h2 class="mt-8 mb-4">{t("groups.form.who")}</h2>
        <Who {...props} />
        {children}
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          {submit}
        </button>
      </form>
    </Layout>
  );
}

function About({ page: { t }, form, choices }: FormProps) {
  return (
    <>
      <TextField
        name="name"
        label={t("groups.form.name")}
        hint={t("groups.form.name.hint")}
        form={form}
        required
        maxlength={longest.name}
      />
      <TextArea
        name="description"
        label={t("groups.form.description")}
        hint={t("groups.form.description.hint")}
        form={form}
        rows={5}
        maxlength={longest.description}
      />
      <SelectField
        name="experienceId"
        label={t("groups.experience")}
        hint={t("groups.form.experience.hint")}
        form={form}
        options={[
          { value: "", label: t("groups.form.experience.none") },
          ...choices.experiences.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div class="grid gap-x-4 sm:grid-cols-2">
        <TextField
          name="topic"
          label={t("groups.form.topic")}
          hint={t("groups.form.topic.hint")}
          form={form}
          maxlength={longest.topic}
        />
        <TextField
          name="focus"
          label={t("groups.form.focus")}
          hint={t("groups.form.focus.hint")}
          form={form}
          maxlength={longest.focus}
        />
      </div>
    </>
  );
}

function Who(props: FormProps) {
  const { page, form, choices } = props;
  const { t } = page;
  return (
    <>
      <CoHosts {...props} />
      <TextField
        name="seats"
        label={t("groups.form.seats")}
        hint={t("groups.form.seats.hint")}
        type="number"
        min={1}
        max={mostSeats}
        form={form}
        required
      />
      {choices.priced && (
        <TextField
          name="price"
          label={t("groups.form.price", { currency: choices.currency })}
          hint={t("groups.form.price.hint")}
          form={form}
          maxlength={20}
          autocomplete="off"
        />
      )}
      <ChoiceField
        name="private"
        label={t("groups.form.private")}
        form={form}
        required
        options={[
          { value: "", label: t("groups.form.public"), hint: t("groups.form.public.hint") },
          { value: "on", label: t("groups.private"), hint: t("groups.form.private.hint") },
        ]}
      />
    </>
  );
}

function CoHosts({ page: { t }, form, choices, host }: FormProps) {
  const others = choices.hosts.filter(({ id }) => id !== host.id || host.choose);
  if (others.length === 0) return null;
  const picked = chosen(form, "coHosts");
  const open = picked.length > 0 || form.faults.coHosts !== undefined;
  return (
    <details class="mb-5" open={open}>
      <summary class="flex min-h-11 cursor-pointer items-center gap-2 font-medium">
        <Icon name="userPlus" class="text-primary size-5" />
        {t("groups.form.coHosts", { count: picked.length })}
      </summary>
      <div class="mt-2 max-h-96 overflow-y-auto px-1 pt-1">
        <ChoiceField
          name="coHosts"
          label={t("groups.form.coHosts.label")}
          hint={t("groups.form.coHosts.hint")}
          form={form}
          several
          compact
          options={others.map((one) => ({ value: one.id, label: nameOf(one) }))}
        />
      </div>
    </details>
  );
}

/** For one of a series: whether what it is about changes for those after it too. */
export function RestField({ page: { t }, form }: { page: Page; form: Returned }) {
  return <Checkbox name="rest" label={t("groups.form.rest")} hint={t("groups.form.rest.hint")} form={form} />;
}
