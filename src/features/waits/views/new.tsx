import { instantOf } from "#platform/clock.ts";
import { ChoiceField, FormFaults, type FormState, SelectField, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading, LinkRow } from "#ui/parts.tsx";
import { minutesAsWords, span, zoneName } from "#ui/when.ts";

interface NewWaitProps {
  page: Page;
  back: string;
  action: string;
  what: { format: string; service: string };
  minutes: number;
  /** Those who give it; nothing to choose where there is but one. */
  providers: readonly { id: string; name: string }[];
  hidden: Readonly<Record<string, string>>;
  /** The start that is gone, in epoch minutes. */
  at: number | null;
  form: FormState;
  refusal: string | undefined;
  /** Times that are free already, and where they are booked. */
  free: readonly { at: number; path: string }[];
  /** How long a time is kept, in minutes. */
  offerMinutes: number;
}

/** "Tell me when a time becomes free": what somebody waits for. */
export function NewWaitPage(props: NewWaitProps) {
  const { page, back, action, what, minutes, providers, hidden, at, form, refusal, free, offerMinutes } =
    props;
  const { t, zone, now } = page;
  const exact = at === null ? null : span(instantOf(at), instantOf(at + minutes), zone, now);
  return (
    <Layout page={page} title={t("waits.new.title")}>
      <Heading
        title={t("waits.new.title")}
        lead={[what.service, what.format].join(" · ")}
        back={{ href: back, label: t("booking.back") }}
      />
      <FormFaults form={form} t={t} refusal={refusal} />
      <Free page={page} minutes={minutes} free={free} />
      <form method="post" action={action} novalidate class="card-plain p-5 sm:p-6">
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {providers.length > 1 && (
          <SelectField
            name="provider"
            label={t("waits.new.provider")}
            options={[
              { value: "", label: t("waits.new.anyone") },
              ...providers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            form={form}
          />
        )}
        {exact && (
          <ChoiceField
            name="which"
            label={t("waits.new.which")}
            options={[
              { value: "exact", label: t("waits.new.exact", { when: exact }) },
              { value: "days", label: t("waits.new.days"), hint: t("waits.new.days.hint") },
            ]}
            form={form}
          />
        )}
        <div class="grid gap-x-4 sm:grid-cols-2">
          <TextField name="from" type="date" label={t("waits.new.from")} form={form} required />
          <TextField name="until" type="date" label={t("waits.new.until")} form={form} required />
        </div>
        <p class="quiet mb-5 text-sm">
          {t("layout.timesIn", { zone: zoneName(zone, now) })}.{" "}
          {t("waits.new.kept", { span: minutesAsWords(offerMinutes) })}
        </p>
        <button type="submit" class="btn btn-primary w-full sm:w-auto">
          <Icon name="bell" class="size-4" />
          {t("waits.new.go")}
        </button>
      </form>
    </Layout>
  );
}

function Free({ page, minutes, free }: Pick<NewWaitProps, "page" | "minutes" | "free">) {
  if (free.length === 0) return null;
  const { zone, now } = page;
  return (
    <ul class="mb-6 grid gap-2.5">
      {free.map(({ at, path }) => (
        <li>
          <LinkRow href={path} icon="clock" title={span(instantOf(at), instantOf(at + minutes), zone, now)} />
        </li>
      ))}
    </ul>
  );
}
