import { instantOf } from "#platform/clock.ts";
import { FormFaults, type FormState, TextArea } from "#ui/forms.tsx";
import { Layout } from "#ui/layout.tsx";
import type { Page } from "#ui/page.ts";
import { Heading } from "#ui/parts.tsx";
import { span, zoneName } from "#ui/when.ts";
import type { SeriesMeeting } from "../queries.ts";
import type { Part } from "../schema.ts";

interface CancelProps {
  page: Page;
  part: Part;
  others: string;
  cancels: readonly SeriesMeeting[];
  stays: readonly SeriesMeeting[];
  /** Whom to ask about what stays. */
  contact: string;
  seen: string;
  form: FormState;
  refusal?: string | undefined;
  paths: { meeting: string; cancel: string };
}

/** Asks once before several meetings of a series are cancelled, and says which of them are. */
export function CancelSeriesPage(props: CancelProps) {
  const { page, part, others, cancels, stays, contact, seen, form, refusal, paths } = props;
  const { t } = page;
  const count = cancels.length;
  return (
    <Layout page={page} title={t(`series.cancel.title.${part}`)}>
      <Heading
        title={t(`series.cancel.title.${part}`)}
        lead={t("series.cancel.lead", { others })}
        back={{ href: paths.meeting, label: t("meetings.back") }}
      />
      <FormFaults form={form} t={t} refusal={refusal} />
      {count === 0 && <p class="mb-5">{t("series.cancel.none")}</p>}
      <Dates page={page} title={t("series.cancel.these", { count })} meetings={cancels} />
      <Dates
        page={page}
        title={t("series.cancel.stay", { count: stays.length })}
        meetings={stays}
        note={contact}
      />
      {count > 0 && (
        <form method="post" action={paths.cancel} class="card-plain p-5 sm:p-6">
          <input type="hidden" name="seen" value={seen} />
          <TextArea
            name="reason"
            label={t("meetings.cancel.reason")}
            hint={t("meetings.cancel.reason.hint")}
            form={form}
            rows={3}
            maxlength={500}
          />
          <button type="submit" class="btn btn-error">
            {t("series.cancel.confirm", { count })}
          </button>
        </form>
      )}
    </Layout>
  );
}

interface DatesProps {
  page: Page;
  title: string;
  meetings: readonly SeriesMeeting[];
  note?: string;
}

function Dates({ page, title, meetings, note }: DatesProps) {
  const [first] = meetings;
  if (!first) return null;
  const { t, zone, now } = page;
  return (
    <section class="card-plain mb-6 p-5">
      <h2 class="mb-2 text-lg">{title}</h2>
      {note && <p class="quiet mb-2 text-sm">{note}</p>}
      <ul class="grid gap-1 tabular-nums">
        {meetings.map(({ start, end }) => (
          <li>{span(instantOf(start), instantOf(end), zone, now)}</li>
        ))}
      </ul>
      <p class="quiet mt-2 text-sm">
        {t("layout.timesIn", { zone: zoneName(zone, instantOf(first.start)) })}
      </p>
    </section>
  );
}
