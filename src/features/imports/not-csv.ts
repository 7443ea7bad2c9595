import { isWorkbook } from "#platform/csv/encoding.ts";

/** How files begin that people take for their list: pictures, PDF, old archives. */
const signatures: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x25, 0x50, 0x44, 0x46],
  [0x52, 0x49, 0x46, 0x46],
  [0x1f, 0x8b],
  [0x37, 0x7a, 0xbc, 0xaf],
];

/**
 * Why bytes cannot be a CSV file at all, as the key of a message; null when they may be one. Told at once at the form: a review of a
 * picture helps nobody.
 */
export function notCsv(
  bytes: Uint8Array,
): "fault.import.empty" | "fault.import.workbook" | "fault.import.not_csv" | null {
  if (bytes.length === 0) return "fault.import.empty";
  if (isWorkbook(bytes)) return "fault.import.workbook";
  const known = signatures.some((signature) => signature.every((byte, at) => bytes[at] === byte));
  return known || isBinary(bytes.subarray(0, 4096)) ? "fault.import.not_csv" : null;
}

/** Control characters that no text has. The zero bytes of UTF-16 do not count: it has one for every second byte. */
function isBinary(start: Uint8Array): boolean {
  const control = start.filter((byte) => (byte > 0 && byte < 9) || (byte > 13 && byte < 27)).length;
  return control > start.length / 50;
}
