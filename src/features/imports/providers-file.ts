import { CODE_LIMIT, type EmailKey, type ListedCode, readCodes, tidy } from "./codes.ts";
import { readEmail } from "./emails.ts";
import { error, type Finding, warning } from "./findings.ts";
import { type ProviderField, providerColumns } from "./kinds.ts";
import { type OnProgress, readTable, type Table, type VisitedRow } from "./table.ts";

/** Names and SSO ID are "" where the cell is blank or there is no such column: neither erases what is known. */
export type ProviderRow = {
  row: number;
  email: EmailKey;
  firstName: string;
  lastName: string;
  ssoId: string;
  codes: ListedCode[];
};

export type ProvidersFile = Table<ProviderField> & { rows: ProviderRow[] };

/** Characters of a name or an SSO ID. */
export const PERSON_LIMIT = 200;

/** Reads a providers file. Left out, with a finding: rows without a usable address, or with one that came before. */
export async function readProvidersFile(bytes: Uint8Array, onProgress?: OnProgress): Promise<ProvidersFile> {
  const rows = new Map<EmailKey, ProviderRow>();
  const ssoIds = new Map<string, number>();
  const found: Finding[] = [];

  function visit(line: VisitedRow<ProviderField>) {
    const { email, reason } = readEmail(line.cell("email"));
    if (reason) return found.push(error(line.place("email"), reason));
    const first = rows.get(email);
    if (first)
      return found.push(
        error(line.place("email"), { code: "email_repeated", value: email, firstRow: first.row }),
      );
    const { codes, repeated } = readCodes(line.cell("codes"));
    const person = {
      firstName: tidy(line.cell("firstName")),
      lastName: tidy(line.cell("lastName")),
      ssoId: tidy(line.cell("ssoId")),
    };
    rows.set(email, { row: line.row, email, ...person, codes });
    found.push(...lengths(line, person, codes));
    for (const value of repeated)
      found.push(warning(line.place("codes"), { code: "code_repeated", value: value.slice(0, 80) }));
    const shared = ssoIds.get(person.ssoId);
    if (shared !== undefined)
      found.push(
        warning(line.place("ssoId"), { code: "sso_id_repeated", value: person.ssoId, firstRow: shared }),
      );
    else if (person.ssoId !== "") ssoIds.set(person.ssoId, line.row);
  }

  const table = await readTable("providers", providerColumns, bytes, visit, onProgress);
  return { ...table, findings: [...table.findings, ...found], rows: [...rows.values()] };
}

function lengths(
  line: VisitedRow<ProviderField>,
  person: { firstName: string; lastName: string; ssoId: string },
  codes: readonly ListedCode[],
): Finding[] {
  const found: Finding[] = [];
  const check = (field: ProviderField, text: string, limit: number) => {
    if (text.length > limit)
      found.push(error(line.place(field), { code: "cell_too_long", length: text.length, limit }));
  };
  check("firstName", person.firstName, PERSON_LIMIT);
  check("lastName", person.lastName, PERSON_LIMIT);
  check("ssoId", person.ssoId, PERSON_LIMIT);
  for (const { code } of codes) check("codes", code, CODE_LIMIT);
  return found;
}

type Known = Pick<ProviderRow, "firstName" | "lastName" | "ssoId">;

/** The file with its blank names and SSO IDs filled in from what is known of people who are not providers yet. */
export function withKnownPeople(file: ProvidersFile, known: ReadonlyMap<EmailKey, Known>): ProvidersFile {
  if (known.size === 0) return file;
  const rows = file.rows.map((row) => {
    const person = known.get(row.email);
    if (!person) return row;
    return {
      ...row,
      firstName: row.firstName || person.firstName,
      lastName: row.lastName || person.lastName,
      ssoId: row.ssoId || person.ssoId,
    };
  });
  return { ...file, rows };
}
