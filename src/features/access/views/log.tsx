import { Icon } from "#ui/icons.tsx";
import { Narrow, Pager, TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Empty, Notice } from "#ui/parts.tsx";
import { clockTime, dayName } from "#ui/when.ts";
import { type Listing, Panel } from "../../admin/index.ts";
import { type LookKind, lookKinds } from "../kinds.ts";
import type { LogLine } from "../queries.ts";
import { whatWas } from "./words.ts";

/** What a log is asked for, as it was typed. */
export interface LogForm {
  readonly who: string;
  readonly kind: LookKind | "any";
  /** Dates as in 2026-03-02, or empty. */
  readonly from: string;
  readonly until: string;
  readonly wrong: boolean;
}

interface AccessLogPageProps {
  page: Page;
  form: LogForm;
  found: Listing<LogLine>;
  lookers: readonly { id: string; name: string }[];
}

/** The looks of all staff at what is private. It names neither what was looked at nor whose it is. */
export function AccessLogPage({ page, form, found, lookers }: AccessLogPageProps) {
  const { t, community } = page;
  const root = `${community?.base}/admin/access`;
  const narrowed = form.who !== "" || form.kind !== "any" || form.from !== "" || form.until !== "";
  const query = page.here.includes("?") ? page.here.slice(page.here.indexOf("?")) : "";
  const none = found.rows.length === 0 && !narrowed;
  return (
    <Panel
      page={page}
      at="access"
      title={t("access.title")}
      lead={t("access.lead")}
      actions={
        none ? undefined : (
          <a href={`${root}/log.csv${query}`} class="btn" data-turbo="false">
            <Icon name="download" class="size-4" />
            {t("access.csv")}
          </a>
        )
      }
    >
      {none ? (
        <Empty icon="eye" title={t("access.empty")}>
          {t("access.empty.text")}
        </Empty>
      ) : (
        <>
          {form.wrong && <Notice tone="warn">{t("access.dates")}</Notice>}
          <search class="mb-4 block">
            <form method="get" action={root} class="flex flex-wrap items-end gap-3">
              <Narrow
                name="who"
                label={t("access.who")}
                value={form.who}
                options={[
                  { value: "", label: t("access.anybody") },
                  ...lookers.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
              <Narrow
                name="kind"
                label={t("access.what")}
                value={form.kind}
                options={[
                  { value: "any", label: t("access.anything") },
                  ...lookKinds.map((kind) => ({ value: kind, label: t(`access.kind.${kind}`) })),
                ]}
              />
              <Day name="from" label={t("access.from")} value={form.from} />
              <Day name="until" label={t("access.until")} value={form.until} />
              <button type="submit" class="btn">
                {t("access.show")}
              </button>
              {narrowed && (
                <a href={root} class="btn btn-ghost">
                  {t("listing.clear")}
                </a>
              )}
            </form>
          </search>
          {found.rows.length === 0 ? (
            <Empty icon="search" title={t("listing.nothing")}>
              {t("listing.nothing.text")}
            </Empty>
          ) : (
            <>
              <Rows page={page} rows={found.rows} root={root} />
              <Pager t={t} here={page.here} {...found} />
            </>
          )}
        </>
      )}
    </Panel>
  );
}

const Day = ({ name, label, value }: { name: string; label: string; value: string }) => (
  <div class="max-sm:basis-full">
    <label for={`day-${name}`} class="mb-1 block text-sm font-medium">
      {label}
    </label>
    <input id={`day-${name}`} name={name} type="date" value={value} class="input w-full" />
  </div>
);

function Rows({ page, rows, root }: { page: Page; rows: readonly LogLine[]; root: string }) {
  const { t, zone, now } = page;
  return (
    <TableBox label={t("access.title")}>
      <thead>
        <tr>
          <th scope="col">{t("access.when")}</th>
          <th scope="col">{t("access.who")}</th>
          <th scope="col">{t("access.what")}</th>
          <th scope="col">
            <span class="sr-only">{t("access.open")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <td class="whitespace-nowrap">{`${dayName(row.at, zone, now)}, ${clockTime(row.at, zone)}`}</td>
            <th scope="row">{row.name}</th>
            <td>{whatWas(t, row)}</td>
            <td class="text-right">
              {row.leads && (
                <a
                  href={`${root}/${row.id}`}
                  class="btn btn-ghost btn-sm"
                  data-turbo-prefetch="false"
                  aria-label={t("access.open.label", { what: whatWas(t, row) })}
                >
                  {t("access.open")}
                </a>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}
