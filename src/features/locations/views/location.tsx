import { ChoiceField, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import type { Page } from "#ui/page.ts";
import { Aside, ButtonForm } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import type { Location } from "../queries.ts";
import { ways } from "../schema.ts";
import { HoursFields } from "./hours.tsx";

interface LocationPageProps {
  page: Page;
  /** None for a new one. */
  location?: Location | undefined;
  /** IANA zone in which the hours are meant. */
  zone: string;
  form: Returned;
  idempotencyKey: string;
}

/** The form of one place to meet, new or there already. */
export function LocationPage({ page, location, zone, form, idempotencyKey }: LocationPageProps) {
  const { t } = page;
  const root = `${page.community?.base}/admin/locations`;
  const here = location ? `${root}/${location.id}` : root;
  return (
    <Panel
      page={page}
      at="locations"
      title={location?.name ?? t("locations.add")}
      back={{ href: root, label: t("locations.title") }}
    >
      <form method="post" action={here} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField name="name" label={t("locations.name")} form={form} required maxlength={120} />
        <ChoiceField
          name="way"
          label={t("locations.way")}
          form={form}
          required
          options={ways.map((way) => ({ value: way, label: t(`way.${way}`) }))}
        />
        <TextArea
          name="details"
          label={t("locations.details")}
          hint={t("locations.details.hint")}
          form={form}
          rows={2}
          maxlength={500}
        />
        <TextField
          name="capacity"
          label={t("locations.capacity")}
          hint={t("locations.capacity.hint")}
          form={form}
          type="number"
          min={1}
          max={99_999}
        />
        <ChoiceField
          name="open"
          label={t("locations.open")}
          form={form}
          required
          options={[
            { value: "always", label: t("locations.open.always"), hint: t("locations.open.always.hint") },
            {
              value: "hours",
              label: t("locations.open.hours"),
              hint: t("locations.open.hours.hint", { zone }),
            },
          ]}
        />
        <HoursFields t={t} legend={t("locations.open.hours")} form={form} />
        <button type="submit" class="btn btn-primary">
          {location ? t("form.save") : t("locations.add")}
        </button>
      </form>
      {location && (
        <Aside title={t(location.archived ? "locations.restore.title" : "locations.archive.title")}>
          <p class="quiet mb-3">
            {t(location.archived ? "locations.restore.text" : "locations.archive.text")}
          </p>
          <ButtonForm
            action={`${here}/${location.archived ? "restore" : "archive"}`}
            icon={location.archived ? "undo" : "archive"}
            label={t(location.archived ? "form.restore" : "form.archive")}
          />
        </Aside>
      )}
    </Panel>
  );
}
