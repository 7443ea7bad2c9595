import { fileTypeFromBuffer } from "file-type";
import { kept, largest } from "./rules.ts";

/** A picture made anew: WebP without anything in it but what can be seen. */
export interface Picture {
  readonly content: Buffer;
  readonly width: number;
  readonly height: number;
}

type Cleaned =
  | { readonly ok: true; readonly picture: Picture }
  | { readonly ok: false; readonly fault: string };

const kinds = new Set(["image/png", "image/jpeg", "image/webp"]);

/**
 * Makes a screenshot anew out of what was sent, told by its content alone. Where it was taken, with what, and whatever else is hidden
 * in the file stays behind. Refuses what is too large, no picture, or a picture that unpacks to more than `largest.points`.
 */
export async function cleanScreenshot(sent: Uint8Array): Promise<Cleaned> {
  if (sent.length > largest.bytes) return { ok: false, fault: "fault.help.large" };
  const found = await fileTypeFromBuffer(sent);
  if (!found || !kinds.has(found.mime)) return { ok: false, fault: "fault.help.kind" };
  return inTurn(() => drawAnew(sent));
}

let turn: Promise<unknown> = Promise.resolve();

/** One picture at a time: each takes the memory of all its points. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = turn.then(work);
  turn = next.catch(() => undefined);
  return next;
}

async function drawAnew(sent: Uint8Array): Promise<Cleaned> {
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  sharp.concurrency(1);
  try {
    const { data, info } = await sharp(sent, { limitInputPixels: largest.points, failOn: "error" })
      .autoOrient()
      .resize({ ...kept, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 88, effort: 2 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true });
    return { ok: true, picture: { content: data, width: info.width, height: info.height } };
  } catch {
    // sharp throws plain errors: the file is broken, cut off, or larger than it says.
    return { ok: false, fault: "fault.help.picture" };
  }
}
