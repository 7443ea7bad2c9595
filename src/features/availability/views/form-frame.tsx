import type { Child } from "hono/jsx";
import { FormFaults } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import type { Returned } from "../../admin/index.ts";
import type { Booked } from "../queries/schedule.ts";
import { OutsideHours } from "./outside.tsx";

/** What every form about hours is shown with. */
export interface HoursFormProps {
  page: Page;
  /** Where it is sent. */
  action: string;
  /** The page it came from. */
  back: string;
  form: Returned;
  idempotencyKey: string;
  /** Meetings that the change would leave outside the hours; once they were shown, it can be saved anyway. */
  leaves: readonly Booked[];
  /** IANA zone of the hours. */
  zone: string;
  meetingPath: (id: string) => string;
}

/** The frame of a form about hours, with what it would leave outside them. */
export function FormFrame({
  title,
  lead,
  save,
  children,
  ...props
}: HoursFormProps & { title: string; lead?: string; save: string; children?: Child }) {
  const { page, action, back, form, idempotencyKey, leaves, zone, meetingPath } = props;
  const { t } = page;
  return (
    <Layout page={page} title={title}>
      <Heading title={title} lead={lead} back={{ href: back, label: t("availability.back") }} />
      {leaves.length > 0 ? (
        <OutsideHours
          page={page}
          title={t("availability.leaves.title", { count: leaves.length })}
          text={t("availability.leaves.text", { count: leaves.length })}
          meetings={leaves}
          zone={zone}
          meetingPath={meetingPath}
        />
      ) : (
        <FormFaults form={form} t={t} refusal={form.refusal} />
      )}
      <form method="post" action={action} novalidate class="group">
        <input type="hidden" name="key" value={idempotencyKey} />
        {leaves.length > 0 && <input type="hidden" name="anyway" value="on" />}
        {children}
        <div class="mt-6 flex flex-wrap gap-3">
          <button type="submit" class="btn btn-primary min-h-12">
            {leaves.length > 0 ? t("availability.anyway") : save}
          </button>
          <a href={back} class="btn btn-ghost min-h-12">
            {t("availability.cancel")}
          </a>
        </div>
      </form>
    </Layout>
  );
}
