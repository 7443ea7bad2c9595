import { fileTypeFromBuffer } from "file-type";

const office = "application/vnd.openxmlformats-officedocument";

/** What can be shared, and how the names of such files end, the usual ending first. */
const endings = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/webp": ["webp"],
  "image/gif": ["gif"],
  "text/plain": ["txt", "md", "csv", "tex"],
  [`${office}.wordprocessingml.document`]: ["docx"],
  [`${office}.spreadsheetml.sheet`]: ["xlsx"],
  [`${office}.presentationml.presentation`]: ["pptx"],
  "application/vnd.oasis.opendocument.text": ["odt"],
} as const satisfies Record<string, readonly string[]>;

const kinds = new Map<string, readonly string[]>(Object.entries(endings));

/** For the browser's file picker. */
export const acceptedEndings = [...kinds.values()]
  .flat()
  .map((ending) => `.${ending}`)
  .join(",");

/** The media type of a file by its content alone; null when it is none that can be shared. */
export async function kindOf(content: Uint8Array): Promise<string | null> {
  const found = await fileTypeFromBuffer(content);
  if (found && kinds.has(found.mime)) return found.mime;
  // Asked last, and of every other file: notes that begin with "BM" are taken for a picture.
  return isPlainText(content) ? "text/plain" : null;
}

/** Text in any encoding that continues ASCII: no control characters but line ends, tabs and page breaks. */
const isPlainText = (content: Uint8Array): boolean =>
  content.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d);

/** Characters that turn the reading direction, with which `gpj.exe` can look like something else. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const longestStem = 100;

/**
 * A name under which a file of this kind is safe to keep: no folders, no control characters, not too long, and with an ending that
 * fits its content, so that nothing opens as something else.
 */
export function safeName(given: string, kind: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .normalize("NFC")
    .replaceAll(/\p{Cc}/gu, "")
    .replaceAll(turning, "");
  const name = plain.replaceAll(/^[. ]+|[. ]+$/g, "");
  const [, stem = name, ending = ""] = /^(.+)\.([^.]+)$/.exec(name) ?? [];
  const fitting = kinds.get(kind) ?? [];
  const fits = fitting.includes(ending.toLowerCase());
  const short = [...(fits ? stem : name)].slice(0, longestStem).join("").trim() || "file";
  return `${short}.${fits ? ending : (fitting[0] ?? "bin")}`;
}
