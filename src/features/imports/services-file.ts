import { CODE_LIMIT, type CodeKey, codeKey, isReserved, serviceCode, tidy } from "./codes.ts";
import { error, type Finding, warning } from "./findings.ts";
import { type ServiceField, serviceColumns } from "./kinds.ts";
import { type OnProgress, readTable, type Table, type VisitedRow } from "./table.ts";

/** `name` is null where the file has no such column. */
export type ServiceRow = { row: number; key: CodeKey; subject: string; number: string; name: string | null };

export type ServicesFile = Table<ServiceField> & { rows: ServiceRow[] };

/**
 * Reads a services file. A row without Course Number is a general topic. Left out, with a finding: rows without a
 * code, with a code that could not be listed, and rows whose code came before.
 */
export async function readServicesFile(bytes: Uint8Array, onProgress?: OnProgress): Promise<ServicesFile> {
  const rows = new Map<CodeKey, ServiceRow>();
  const found: Finding[] = [];

  function visit(line: VisitedRow<ServiceField>) {
    const service = { subject: tidy(line.cell("subject")), number: tidy(line.cell("number")) };
    const code = serviceCode(service);
    const problem = codeProblem(line, service.subject, code);
    if (problem) return found.push(problem);
    const row = { row: line.row, key: codeKey(code), ...service, name: line.cell("name").trim() };
    const first = rows.get(row.key);
    if (first) return found.push(repeated(line, code, first, row));
    rows.set(row.key, row);
  }

  const table = await readTable("services", serviceColumns, bytes, visit, onProgress);
  const hasNames = table.columns.has("name");
  const list = [...rows.values()].map((row) => (hasNames ? row : { ...row, name: null }));
  return { ...table, findings: [...table.findings, ...found], rows: list };
}

function codeProblem(line: VisitedRow<ServiceField>, subject: string, code: string): Finding | undefined {
  const place = line.place("subject");
  if (subject === "") return error(place, { code: "cell_missing" });
  if (isReserved(code)) return error(place, { code: "code_reserved", value: code.slice(0, 80) });
  if (code.length > CODE_LIMIT)
    return error(place, { code: "cell_too_long", length: code.length, limit: CODE_LIMIT });
  return undefined;
}

/** The same row twice does no harm; one code for two different services does. */
function repeated(
  line: VisitedRow<ServiceField>,
  value: string,
  first: ServiceRow,
  row: ServiceRow,
): Finding {
  const same = first.subject === row.subject && first.number === row.number && first.name === row.name;
  const place = line.place("subject");
  return same
    ? warning(place, { code: "service_twice", value, firstRow: first.row })
    : error(place, { code: "service_repeated", value, firstRow: first.row });
}
