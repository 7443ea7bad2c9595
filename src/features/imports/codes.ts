/** What two spellings of one code have in common: see `codeKey`. */
export type CodeKey = string;

/** An e-mail address in lower case, without spaces around it. */
export type EmailKey = string;

/** A code as a coordinator listed it: exact ("CHEM 1301"), a prefix ("CHEM*") or everything ("*"). */
export type ListedCode = { key: CodeKey; code: string };

/** Characters of a code: keys stand in database indexes, and nobody reads longer ones. */
export const CODE_LIMIT = 200;

/** Text without spaces around it, with single spaces inside, and with one spelling of each accented letter. */
export function tidy(text: string): string {
  return text.normalize("NFC").replace(spaces, " ").trim();
}

/** The key of a code: without regard to case, to any white space, and to how accents are composed. */
export function codeKey(text: string): CodeKey {
  return folded(text.replace(spaces, ""));
}

export function emailKey(text: string): EmailKey {
  return text.normalize("NFC").trim().toLowerCase();
}

/** The code of a service as people write it: Subject Abbreviation + Course Number. */
export function serviceCode(service: { subject: string; number: string }): string {
  return service.subject + service.number;
}

/** Whether a listed code stands for every code that begins like it. */
export function isWildcard(listed: ListedCode): boolean {
  return listed.key.endsWith("*");
}

/** Codes with these could not be told from a list or a prefix. */
export function isReserved(code: string): boolean {
  return code.includes("|") || code.trimEnd().endsWith("*");
}

/** Reads a cell of codes separated by "|"; empty ones are nothing, and one code twice counts once. */
export function readCodes(cell: string): { codes: ListedCode[]; repeated: string[] } {
  const codes = new Map<CodeKey, ListedCode>();
  const repeated: string[] = [];
  for (const part of cell.split("|")) {
    const code = tidy(part).replace(/(\s*\*)+$/, "*");
    const key = codeKey(code);
    if (key === "") continue;
    if (codes.has(key)) repeated.push(code);
    else codes.set(key, { key, code });
  }
  return { codes: [...codes.values()], repeated };
}

/** The words of a text for recognising names: without case, accents, apostrophes and other punctuation. */
export function plainWords(text: string): string[] {
  return folded(text.normalize("NFKD").replace(/[\p{M}'’]/gu, ""))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** White space of every kind; the zero-width ones come along when people copy from web pages. */
const spaces = /[\s\u200B\u2060]+/gu;

/** To lower case by way of upper case, so that ß, ẞ and SS, or ς and σ, become the same. */
function folded(text: string): string {
  return text.normalize("NFC").toLowerCase().toUpperCase().toLowerCase().normalize("NFC");
}
