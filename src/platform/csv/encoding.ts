import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import iconv from "iconv-lite";
import { createPace } from "./pace.ts";

/** A file's text as UTF-8 without a byte order mark, and what it was before. */
export type Transcoded = {
  utf8: Uint8Array;
  encoding: string;
  /** Nothing in the file said so: a person should look at the accents. */
  guessed: boolean;
};

/** Turns bytes in UTF-8, UTF-16 (each with or without a mark), Windows-1252 or another surely known set into UTF-8. */
export async function transcode(bytes: Uint8Array): Promise<Transcoded> {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return { utf8: bytes.subarray(3), encoding: "UTF-8", guessed: false };
  if (startsWith(bytes, [0xff, 0xfe])) return decoded(bytes.subarray(2), "UTF-16LE", false);
  if (startsWith(bytes, [0xfe, 0xff])) return decoded(bytes.subarray(2), "UTF-16BE", false);
  const wide = unmarkedUtf16(bytes);
  if (wide) return decoded(bytes, wide, false);
  if (isUtf8(bytes)) return { utf8: bytes, encoding: "UTF-8", guessed: false };
  return decoded(bytes, legacyEncoding(bytes), true);
}

/** Excel, LibreOffice and old Excel files, which people upload by mistake for their CSV. */
export function isWorkbook(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Commas, digits, e-mail addresses and line ends are ASCII in every language, so half of their bytes are zero. */
function unmarkedUtf16(bytes: Uint8Array): "UTF-16LE" | "UTF-16BE" | undefined {
  const sample = bytes.subarray(0, 4096);
  const pairs = Math.floor(sample.length / 2);
  let even = 0;
  let odd = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) even++;
    if (sample[at + 1] === 0) odd++;
  }
  if (odd > pairs * 0.3 && odd > even * 5) return "UTF-16LE";
  if (even > pairs * 0.3 && even > odd * 5) return "UTF-16BE";
  return undefined;
}

/** Short names with a few accents look alike in all Latin sets, so only a confident answer outside them counts. */
function legacyEncoding(bytes: Uint8Array): string {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const sample = bytes.subarray(Math.max(0, first - 1024), first + 64 * 1024);
  const best = chardet.analyse(sample)[0];
  const latin = best === undefined || /^(ascii|utf|iso-8859-(1|2|9)$|windows-125[0247])/i.test(best.name);
  return !latin && best.confidence >= 80 && iconv.encodingExists(best.name) ? best.name : "Windows-1252";
}

/** Node 26's TextDecoder reads Windows-1252 as Latin-1 (0x80 becomes a control, not the euro); iconv-lite does not. */
async function decoded(bytes: Uint8Array, encoding: string, guessed: boolean): Promise<Transcoded> {
  const pace = createPace();
  const decoder = iconv.getDecoder(encoding);
  const pieces: string[] = [];
  const step = 256 * 1024;
  for (let from = 0; from < bytes.length; from += step) {
    pieces.push(decoder.write(Buffer.from(bytes.subarray(from, from + step))));
    await pace();
  }
  pieces.push(decoder.end() ?? "");
  return { utf8: Buffer.from(pieces.join("")), encoding, guessed };
}
