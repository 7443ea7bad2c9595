/** The number of the format: another one whenever a column gets another name or another meaning. */
export const schemaVersion = 1;

/** Copies that somebody can take within a day. */
export const mostCopies = 3;

const longestName = 120;

/** Where a shared file lies in the archive: numbered, since two can have one name, and with a name that every system can store. */
export function pathOfFile(number: number, name: string): string {
  const kept = name
    .replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "")
    .replace(/[\\/:*?"<>|]/g, "_")
    .replace(/^[. ]+|[. ]+$/g, "");
  const point = kept.lastIndexOf(".");
  const ending = point > 0 ? kept.slice(point).slice(0, 20) : "";
  const stem = (point > 0 ? kept.slice(0, point) : kept).slice(0, longestName) || "file";
  return `files/${String(number).padStart(4, "0")} ${stem}${ending}`;
}
