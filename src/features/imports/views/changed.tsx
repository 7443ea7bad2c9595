import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { displayName } from "../../people/person.ts";
import type { ListedCode } from "../codes.ts";
import { type FieldChange, fieldChanges } from "../field-changes.ts";
import type { ListRows } from "../shown-list.ts";

type ChangedRows = Extract<ListRows, { name: "services.changed" | "providers.changed" | "members.changed" }>;

/** What changes, field by field: before and after. */
export function ChangedTable({ page, label, shown }: { page: Page; label: string; shown: ChangedRows }) {
  const { t } = page;
  return (
    <TableBox label={label}>
      <thead>
        <tr>
          <th scope="col">{t("imports.cell.name")}</th>
          <th scope="col">{t("imports.cell.change")}</th>
        </tr>
      </thead>
      <tbody>
        {lines(shown).map(({ name, detail, changes }) => (
          <tr>
            <th scope="row" class="font-medium">
              {name}
              {detail && <span class="quiet block font-normal">{detail}</span>}
            </th>
            <td class="min-w-44 break-words">
              <dl class="grid gap-2">
                {changes.map((change) => (
                  <Field page={page} change={change} />
                ))}
              </dl>
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

function lines(shown: ChangedRows): { name: string; detail?: string; changes: FieldChange[] }[] {
  if (shown.name === "services.changed")
    return shown.rows.map((row) => ({
      name: `${row.after.subject} ${row.after.number}`.trim(),
      changes: fieldChanges(row),
    }));
  if (shown.name === "providers.changed")
    return shown.rows.map((row) => ({
      name: displayName(row.after),
      detail: row.after.email,
      changes: fieldChanges(row),
    }));
  return shown.rows.map((row) => ({ name: row.after.email, changes: fieldChanges(row) }));
}

function Field({ page: { t }, change }: { page: Page; change: FieldChange }) {
  const blank = <span class="quiet">{t("imports.cell.blank")}</span>;
  return (
    <div>
      <dt class="quiet text-sm">{t(`imports.field.${change.field}`)}</dt>
      {change.kind === "text" ? (
        <dd>
          <span class="sr-only">{t("imports.cell.before")} </span>
          <del class="quiet">{change.before || blank}</del> <span aria-hidden="true">→</span>{" "}
          <span class="sr-only">{t("imports.cell.after")} </span>
          <ins class="font-medium no-underline">{change.after || blank}</ins>
        </dd>
      ) : (
        <dd class="flex flex-wrap gap-x-3">
          <CodeList codes={change.added} sign="+" label={t("imports.count.added")} />
          <CodeList codes={change.removed} sign="−" label={t("imports.count.removed")} />
        </dd>
      )}
    </div>
  );
}

function CodeList({ codes, sign, label }: { codes: readonly ListedCode[]; sign: string; label: string }) {
  return (
    <>
      {codes.map(({ code }) => (
        <span class={sign === "+" ? "font-medium" : "quiet line-through"}>
          <span aria-hidden="true">{sign} </span>
          <span class="sr-only">{label} </span>
          {code}
        </span>
      ))}
    </>
  );
}
