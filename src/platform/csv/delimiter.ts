export type Delimiter = "," | ";" | "\t";

const candidates: readonly Delimiter[] = [",", ";", "\t"];

/** The sign that parts the cells of the header, counted outside quotes; a comma when there is one column. */
export function detectDelimiter(utf8: Uint8Array): Delimiter {
  const header = firstRecord(new TextDecoder().decode(utf8.subarray(0, 64 * 1024)));
  const bare = header.replaceAll(/"[^"]*"/g, "");
  const count = (sign: Delimiter) => bare.split(sign).length;
  return candidates.reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function firstRecord(text: string): string {
  const record = /^\s*((?:"[^"]*"|[^"\r\n])*)/.exec(text)?.[1];
  return record ?? "";
}
