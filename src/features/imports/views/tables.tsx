import type { Child } from "hono/jsx";
import { Icon } from "#ui/icons.tsx";
import { TableBox } from "#ui/listing.tsx";
import type { Page } from "#ui/page.ts";
import { Badge } from "#ui/parts.tsx";
import type { MessageKey } from "../../../words/translate.ts";
import { displayName } from "../../people/person.ts";
import { type ListedCode, serviceCode } from "../codes.ts";
import type { Finding } from "../findings.ts";
import type { Provider, Service } from "../programme.ts";
import type { ListRows } from "../shown-list.ts";
import { findingWords } from "../words.ts";
import { ChangedTable } from "./changed.tsx";
import { MeetingsTable } from "./meetings.tsx";

/** One page of a list as a table fit for what is in it. */
export function ListTable({ page, shown }: { page: Page; shown: ListRows }) {
  const { t } = page;
  const { name } = shown;
  const label = t(`imports.list.${name}`);
  switch (name) {
    case "findings":
      return <FindingsTable page={page} label={label} rows={shown.rows} />;
    case "meetings":
      return <MeetingsTable page={page} label={label} rows={shown.rows} />;
    case "obstacles":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.obstacle.name", "imports.obstacle.kind", "imports.obstacle.why"]}
          rows={shown.rows.map((row) => [
            row.name,
            t(`imports.obstacle.${row.kind}`),
            t(`imports.obstacle.${row.why}`),
          ])}
        />
      );
    case "kept":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.obstacle.name"]}
          rows={shown.rows.map((row) => [row])}
        />
      );
    case "services.changed":
    case "providers.changed":
    case "members.changed":
      return <ChangedTable page={page} label={label} shown={shown} />;
    case "services.added":
    case "services.removed":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.cell.code", "imports.cell.name"]}
          rows={shown.rows.map((row) => [<ServiceCode page={page} service={row} />, row.name])}
        />
      );
    case "providers.added":
    case "providers.removed":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.cell.name", "imports.cell.codes", "imports.cell.ssoId"]}
          rows={shown.rows.map((row) => [
            <PersonName person={row} />,
            <Codes page={page} codes={row.codes} />,
            row.ssoId,
          ])}
        />
      );
    case "members.added":
    case "members.removed":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.cell.email", "imports.cell.ssoId"]}
          rows={shown.rows.map((row) => [row.email, row.ssoId])}
        />
      );
    case "certifications.added":
    case "certifications.removed":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.cell.email", "imports.cell.code"]}
          rows={shown.rows.map((row) => [row.email, row.key])}
        />
      );
    case "enrollments.added":
    case "enrollments.removed":
      return (
        <Table
          page={page}
          label={label}
          heads={["imports.cell.email", "imports.cell.code"]}
          rows={shown.rows.map((row) => [row.email, row.code])}
        />
      );
  }
}

interface TableProps {
  page: Page;
  label: string;
  heads: readonly MessageKey[];
  /** The first cell of each row names it. */
  rows: readonly (readonly Child[])[];
}

function Table({ page: { t }, label, heads, rows }: TableProps) {
  return (
    <TableBox label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col">{t(head)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...rest]) => (
          <tr>
            <th scope="row" class="font-medium">
              {first}
            </th>
            {rest.map((cell) => (
              <td>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

function FindingsTable({ page, label, rows }: { page: Page; label: string; rows: readonly Finding[] }) {
  const { t } = page;
  return (
    <TableBox label={label}>
      <thead>
        <tr>
          <th scope="col">{t("imports.finding.row")}</th>
          <th scope="col">{t("imports.finding.column")}</th>
          <th scope="col">{t("imports.finding.what")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((finding) => (
          <tr>
            <td class="tabular-nums">{finding.row ?? t("imports.finding.file")}</td>
            <td>{finding.column}</td>
            <td class="min-w-44 break-words">
              <span class="flex items-start gap-2">
                <Icon
                  name={finding.severity === "error" ? "alert" : "info"}
                  class={`mt-0.5 size-4 ${finding.severity === "error" ? "text-error" : ""}`}
                  label={t(`imports.finding.${finding.severity}`)}
                />
                <span>{findingWords(t, finding)}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </TableBox>
  );
}

function ServiceCode({ page: { t }, service }: { page: Page; service: Service }) {
  return (
    <>
      {service.number ? `${service.subject} ${service.number}` : serviceCode(service)}{" "}
      {service.generic && <Badge>{t("imports.cell.generic")}</Badge>}
    </>
  );
}

function PersonName({ person }: { person: Provider }) {
  return (
    <>
      {displayName(person)}
      <span class="quiet block font-normal">{person.email}</span>
    </>
  );
}

/** Codes named in one cell. */
const most = 12;

/** What is listed for somebody; a long list is cut. */
export function Codes({ page: { t }, codes }: { page: Page; codes: readonly ListedCode[] }) {
  const rest = codes.length - most;
  return (
    <span class="flex flex-wrap gap-1">
      {codes.slice(0, most).map(({ code }) => (
        <span class="border-base-300 rounded-selector border px-1.5 break-words">{code}</span>
      ))}
      {rest > 0 && <span class="quiet">{t("imports.cell.more", { count: rest })}</span>}
    </span>
  );
}
