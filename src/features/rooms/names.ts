import { longestName } from "./rules.ts";

/** Letters and digits of any script, and what stands in names; nothing that cannot be seen or turns the reading direction. */
const allowed = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} .'’_-]*$/u;

/** A name in a room as it is stored: one way to write what looks the same. Null when it is none. */
export function asName(typed: string): string | null {
  const name = typed.normalize("NFKC").replaceAll(/\s+/g, " ").trim();
  return allowed.test(name) && [...name].length <= longestName ? name : null;
}

/** Finds "@name" as a whole, however it is spelled in capitals. */
const callOf = (name: string): RegExp =>
  new RegExp(`@${RegExp.escape(name)}(?![\\p{L}\\p{M}\\p{N}_])`, "giu");

/** Whether a text calls somebody by their name in the room. */
export const mentions = (text: string, name: string): boolean => callOf(name).test(text);

/** A text in pieces, those that call the reader by name marked. */
export function called(text: string, name: string | null): { text: string; me: boolean }[] {
  if (!name || !text.includes("@")) return [{ text, me: false }];
  const pieces: { text: string; me: boolean }[] = [];
  let at = 0;
  for (const { 0: call, index } of text.matchAll(callOf(name))) {
    if (index > at) pieces.push({ text: text.slice(at, index), me: false });
    pieces.push({ text: call, me: true });
    at = index + call.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), me: false });
  return pieces;
}
