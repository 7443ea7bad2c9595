import { FormFaults, SelectField, TextField } from "#ui/forms.tsx";
import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import { Aside, ButtonForm, MoveButtons } from "#ui/staff.tsx";
import { Panel, type Returned } from "../admin/index.ts";
import type { ListedOption, ListName, ProfileOption } from "./queries.ts";

interface ListsPageProps {
  page: Page;
  options: readonly ListedOption[];
  form: Returned;
  /** An idempotency key for each list's form. */
  keys: Readonly<Record<ListName, string>>;
}

/** In the order in which a coordinator is likely to look for them. */
const order: readonly ListName[] = ["experience", "language", "gender", "ethnicity", "region"];

/** All lists, one below the other, each with its own field to add to it. */
export function ListsPage({ page, options, form, keys }: ListsPageProps) {
  const { t } = page;
  const part = (list: ListName) => (
    <ListPart
      page={page}
      list={list}
      options={options.filter((option) => option.list === list)}
      form={form}
      keys={keys}
    />
  );
  return (
    <Panel page={page} at="lists" title={t("options.title")} lead={t("options.lead")}>
      <FormFaults form={form} t={t} refusal={form.refusal} />
      <nav aria-label={t("options.title")} class="mb-8 flex flex-wrap gap-2">
        {order.map((list) => (
          <a href={`#list-${list}`} class="btn btn-sm">
            {t(`options.${list}.title`)}
          </a>
        ))}
      </nav>
      {order.map(part)}
    </Panel>
  );
}

function ListPart({ page, list, options, form, keys }: ListsPageProps & { list: ListName }) {
  const { t } = page;
  const root = `${page.community?.base}/admin/lists`;
  const offered = options.filter((option) => !option.archived);
  return (
    <section id={`list-${list}`} class="mb-12 max-w-2xl scroll-mt-20">
      <h2>{t(`options.${list}.title`)}</h2>
      <p class="quiet mt-1 mb-4">{t(`options.${list}.lead`)}</p>
      <TableBox label={t(`options.${list}.title`)}>
        <thead>
          <tr>
            <th scope="col">{t("options.name")}</th>
            <th scope="col" class="text-right">
              {t("listing.order")}
            </th>
          </tr>
        </thead>
        <tbody>
          {options.map((option) => (
            <tr>
              <th scope="row">
                <a href={`${root}/${option.id}`} class="link-plain">
                  {option.name}
                </a>
                {option.archived && (
                  <span class="ml-2">
                    <Badge>{t("listing.archived")}</Badge>
                  </span>
                )}
              </th>
              <td class="text-right">
                {!option.archived && (
                  <MoveButtons
                    t={t}
                    action={`${root}/${option.id}/move`}
                    name={option.name}
                    first={option === offered[0]}
                    last={option === offered.at(-1)}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </TableBox>
      <form method="post" action={root} class="mt-5">
        <input type="hidden" name="key" value={keys[list]} />
        <input type="hidden" name="list" value={list} />
        <TextField name={list} label={t(`options.${list}.add`)} form={form} required maxlength={80} />
        <button type="submit" class="btn">
          <Icon name="plus" class="size-4" />
          {t("options.add")}
        </button>
      </form>
    </section>
  );
}

interface OptionPageProps {
  page: Page;
  option: ListedOption;
  /** What its list offers besides. */
  others: readonly ProfileOption[];
  form: Returned;
}

/** One option: its name, its place, and whether it is offered. */
export function OptionPage({ page, option, others, form }: OptionPageProps) {
  const { t } = page;
  const root = `${page.community?.base}/admin/lists`;
  return (
    <Panel
      page={page}
      at="lists"
      title={option.name}
      lead={t(`options.${option.list}.title`)}
      back={{ href: `${root}#list-${option.list}`, label: t("options.title") }}
    >
      <form method="post" action={`${root}/${option.id}`} class="max-w-2xl">
        <FormFaults form={form} t={t} refusal={form.refusal} />
        <TextField
          name="name"
          label={t("options.name")}
          hint={t("options.name.hint")}
          form={form}
          required
          maxlength={80}
        />
        {!option.archived && (
          <SelectField
            name="after"
            label={t("options.place")}
            form={form}
            options={[
              { value: "", label: t("options.place.first") },
              ...others.map(({ id, name }) => ({ value: id, label: t("options.place.after", { name }) })),
            ]}
          />
        )}
        <button type="submit" class="btn btn-primary">
          {t("form.save")}
        </button>
      </form>
      <Aside title={t(option.archived ? "options.restore.title" : "options.archive.title")}>
        <p class="quiet mb-3">{t(option.archived ? "options.restore.text" : "options.archive.text")}</p>
        <ButtonForm
          action={`${root}/${option.id}/${option.archived ? "restore" : "archive"}`}
          icon={option.archived ? "undo" : "archive"}
          label={t(option.archived ? "form.restore" : "form.archive")}
        />
      </Aside>
    </Panel>
  );
}
