import { isMessageKey, type Translate } from "../../words/translate.ts";
import type { Finding } from "./findings.ts";

/** What is wrong, or may not be what was meant, in words, without its place. */
export function findingWords(t: Translate, finding: Finding): string {
  const { severity: _severity, row: _row, column: _column, code, ...details } = finding;
  return t(`import.finding.${code}`, valuesOf(t, details));
}

/** The headline over all findings of one kind. */
export function groupWords(t: Translate, code: string): string {
  const key = `import.group.${code}`;
  return isMessageKey(key) ? t(key) : code;
}

function valuesOf(t: Translate, details: object): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === "string" || typeof value === "number") values[name] = value;
    else if (value === null) values[name] = "none";
    else if (Array.isArray(value)) values[name] = value.map((item) => named(t, item)).join("; ");
  }
  return values;
}

function named(t: Translate, item: unknown): string {
  if (typeof item === "string") return `“${item}”`;
  if (item === null || typeof item !== "object" || !("service" in item) || !("owners" in item)) return "";
  const owners = Array.isArray(item.owners) ? item.owners.join(", ") : "";
  return t("import.finding.ownedBy", { service: String(item.service), owners });
}
