import { ChoiceField, FormFaults, TextArea, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge, Empty } from "#ui/parts.tsx";
import { Aside, ButtonForm, MoveButtons } from "#ui/staff.tsx";
import { Panel, type Returned } from "../../admin/index.ts";
import type { Format, Question } from "../queries.ts";
import { rhythms, sizes, ways } from "../schema.ts";
import { QuestionList } from "./questions.tsx";

const root = (page: Page) => `${page.community?.base}/admin/formats`;

/** All formats, in the order in which members see them. */
export function FormatsPage({ page, formats }: { page: Page; formats: readonly Format[] }) {
  const { t } = page;
  const active = formats.filter((format) => !format.archived);
  const add = (
    <a href={`${root(page)}/new`} class="btn btn-primary">
      <Icon name="plus" class="size-4" />
      {t("formats.add")}
    </a>
  );
  return (
    <Panel page={page} at="formats" title={t("formats.title")} lead={t("formats.lead")} actions={add}>
      {formats.length === 0 ? (
        <Empty icon="shapes" title={t("formats.empty.title")}>
          {t("formats.empty.text")}
        </Empty>
      ) : (
        <TableBox label={t("formats.title")}>
          <thead>
            <tr>
              <th scope="col">{t("formats.name")}</th>
              <th scope="col">{t("formats.minutes")}</th>
              <th scope="col">{t("formats.ways")}</th>
              <th scope="col">{t("formats.kind")}</th>
              <th scope="col">{t("formats.questions")}</th>
              <th scope="col">{t("listing.order")}</th>
            </tr>
          </thead>
          <tbody>
            {formats.map((format) => (
              <tr>
                <th scope="row">
                  <a href={`${root(page)}/${format.id}`} class="link-plain">
                    {format.name}
                  </a>
                  {format.archived && (
                    <span class="ml-2">
                      <Badge>{t("listing.archived")}</Badge>
                    </span>
                  )}
                </th>
                <td class="tabular-nums">{format.minutes}</td>
                <td>{format.ways.map((way) => t(`way.${way}`)).join(", ")}</td>
                <td>
                  {t(`formats.size.${format.size}`)}, {t(`formats.rhythm.${format.rhythm}`)}
                </td>
                <td class="tabular-nums">{format.questions}</td>
                <td>
                  {!format.archived && (
                    <MoveButtons
                      t={t}
                      action={`${root(page)}/${format.id}/move`}
                      name={format.name}
                      first={format === active[0]}
                      last={format === active.at(-1)}
                    />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </TableBox>
      )}
    </Panel>
  );
}

/** The form for a new format. */
export function NewFormatPage({
  page,
  form,
  idempotencyKey,
}: {
  page: Page;
  form: Returned;
  idempotencyKey: string;
}) {
  const { t } = page;
  return (
    <Panel
      page={page}
      at="formats"
      title={t("formats.add")}
      back={{ href: root(page), label: t("formats.title") }}
    >
      <form method="post" action={root(page)} class="max-w-2xl">
        <input type="hidden" name="key" value={idempotencyKey} />
        <FormatFields page={page} form={form} />
        <button type="submit" class="btn btn-primary">
          {t("formats.add")}
        </button>
      </form>
    </Panel>
  );
}

interface FormatPageProps {
  page: Page;
  format: Format;
  /** What is asked before it is booked, and when it is over. */
  before: readonly Question[];
  after: readonly Question[];
  form: Returned;
}

/** One format with its questions. */
export function FormatPage({ page, format, before, after, form }: FormatPageProps) {
  const { t } = page;
  const here = `${root(page)}/${format.id}`;
  return (
    <Panel
      page={page}
      at="formats"
      title={format.name}
      back={{ href: root(page), label: t("formats.title") }}
    >
      <form method="post" action={here} class="max-w-2xl">
        <FormatFields page={page} form={form} />
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
      <QuestionList page={page} here={here} purpose="booking" questions={before} />
      <QuestionList page={page} here={here} purpose="feedback" questions={after} />
      <Aside title={t(format.archived ? "formats.restore.title" : "formats.archive.title")}>
        <p class="quiet mb-3">{t(format.archived ? "formats.restore.text" : "formats.archive.text")}</p>
        <ButtonForm
          action={`${here}/${format.archived ? "restore" : "archive"}`}
          icon={format.archived ? "undo" : "archive"}
          label={t(format.archived ? "form.restore" : "form.archive")}
        />
      </Aside>
    </Panel>
  );
}

function FormatFields({ page: { t }, form }: { page: Page; form: Returned }) {
  return (
    <>
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <TextField
        name="name"
        label={t("formats.name")}
        hint={t("formats.name.hint")}
        form={form}
        required
        maxlength={80}
      />
      <TextArea
        name="description"
        label={t("formats.description")}
        hint={t("formats.description.hint")}
        form={form}
        rows={2}
        maxlength={500}
      />
      <TextField
        name="minutes"
        label={t("formats.minutes")}
        hint={t("formats.minutes.hint")}
        form={form}
        type="number"
        min={5}
        max={480}
        required
      />
      <ChoiceField
        name="ways"
        label={t("formats.ways")}
        form={form}
        several
        options={ways.map((way) => ({ value: way, label: t(`way.${way}`) }))}
      />
      <ChoiceField
        name="size"
        label={t("formats.size")}
        form={form}
        required
        options={sizes.map((size) => ({ value: size, label: t(`formats.size.${size}`) }))}
      />
      <ChoiceField
        name="rhythm"
        label={t("formats.rhythm")}
        form={form}
        required
        options={rhythms.map((rhythm) => ({ value: rhythm, label: t(`formats.rhythm.${rhythm}`) }))}
      />
    </>
  );
}
