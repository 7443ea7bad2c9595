import { type ClientRequest, get, type IncomingMessage } from "node:http";

export interface Heard {
  readonly event: string;
  readonly data: string;
  /** When it arrived, by `performance.now()`. */
  readonly at: number;
}

interface Wish {
  origin: string;
  /** Where the community's pages begin. */
  base: string;
  /** As a request carries it: `name=value`. */
  cookie: string;
  about: readonly string[];
  /** From a page; without one it is not known what was missed. */
  stamp?: string;
}

/** A page's stream as a browser holds it open. */
export class Ears {
  status = 0;
  headers: IncomingMessage["headers"] = {};
  /** All but the signs of life. */
  readonly heard: Heard[] = [];
  /** Resolves when the other side has ended it. */
  readonly ended: Promise<void>;
  readonly #request: ClientRequest;
  readonly #waiting = new Set<() => void>();

  private constructor(request: ClientRequest, answer: IncomingMessage) {
    this.#request = request;
    this.status = answer.statusCode ?? 0;
    this.headers = answer.headers;
    let rest = "";
    answer.setEncoding("utf8").on("data", (text: string) => {
      const parts = `${rest}${text}`.split("\n\n");
      rest = parts.pop() ?? "";
      for (const part of parts) this.#take(part);
    });
    answer.on("error", () => undefined);
    this.ended = new Promise((resolve) => answer.on("close", () => resolve()));
  }

  static open({ origin, base, cookie, about, stamp = "" }: Wish): Promise<Ears> {
    const query = new URLSearchParams([...about.map((word) => ["about", word]), ["stamp", stamp]]);
    return new Promise((resolve, reject) => {
      const request = get(`${origin}${base}/live?${query}`, { headers: { cookie }, agent: false }, (answer) =>
        resolve(new Ears(request, answer)),
      );
      request.on("error", reject);
    });
  }

  /** What was heard, once that is so much; throws when it does not come within so many milliseconds. */
  async until(count: number, within = 5_000): Promise<readonly Heard[]> {
    const deadline = performance.now() + within;
    while (this.heard.length < count) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`heard ${JSON.stringify(this.heard)} and no more`);
      await new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          this.#waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, left);
        this.#waiting.add(done);
      });
    }
    return this.heard;
  }

  /** What was heard in short: "change bell". */
  get said(): string[] {
    return this.heard.map(({ event, data }) => `${event} ${data}`);
  }

  close(): void {
    this.#request.destroy();
  }

  #take(part: string): void {
    const event = /^event: (.*)$/m.exec(part)?.[1] ?? "";
    if (event === "beat") return;
    this.heard.push({ event, data: /^data: (.*)$/m.exec(part)?.[1] ?? "", at: performance.now() });
    for (const wake of [...this.#waiting]) wake();
  }
}
