import { PassThrough, Readable } from "node:stream";
import { finished } from "node:stream/promises";
import type { ZipFile } from "yazl";

type Pieces = AsyncIterable<Uint8Array>;

/**
 * A ZIP archive in two halves. What is added first is read at once and kept in memory, compressed; what comes later is read piece by
 * piece, as far as whoever takes the bytes has come. Paths are relative, with "/" between folders.
 */
export class Archive {
  readonly #zip: ZipFile;
  readonly #out: PassThrough;
  readonly #kept: Uint8Array[] = [];
  readonly #at: Date;
  readonly #keep = (piece: Uint8Array) => this.#kept.push(piece);

  private constructor(zip: ZipFile, at: Temporal.Instant) {
    this.#zip = zip;
    this.#at = new Date(at.epochMilliseconds);
    this.#out = new PassThrough();
    zip.on("error", (error: Error) => this.#out.destroy(error));
    // Whoever reads hears of it; while nobody does, it must not end the process.
    this.#out.on("error", () => undefined);
    zip.outputStream.pipe(this.#out);
    this.#out.on("data", this.#keep);
  }

  /** `at` stands beside every entry as its time. The library is loaded with the first archive. */
  static async open(at: Temporal.Instant): Promise<Archive> {
    const { ZipFile } = await import("yazl");
    return new Archive(new ZipFile(), at);
  }

  /** Reads all of it. Throws what the pieces throw. */
  async add(path: string, pieces: Pieces): Promise<void> {
    const stream = Readable.from(pieces, { objectMode: false });
    this.#zip.addReadStream(stream, path, { mtime: this.#at, compress: true });
    await finished(stream);
  }

  /** Stored as it is: files are mostly compressed already. Nothing can be added behind it. */
  later(path: string, pieces: () => Pieces): void {
    this.#hold();
    this.#zip.addReadStreamLazy(path, { mtime: this.#at, compress: false }, (begin) => {
      const stream = Readable.from(pieces(), { objectMode: false });
      // The library does not listen for it.
      stream.on("error", (error) => this.#out.destroy(error));
      begin(null, stream);
    });
  }

  /** The whole archive. Ends with the error of a piece that could not be read: what was received until then is no archive. */
  async *bytes(): AsyncGenerator<Uint8Array> {
    this.#hold();
    this.#zip.end();
    for (let piece = this.#kept.shift(); piece; piece = this.#kept.shift()) yield piece;
    yield* this.#out;
  }

  #hold(): void {
    this.#out.off("data", this.#keep).pause();
  }
}
