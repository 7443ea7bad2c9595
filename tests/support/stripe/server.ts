import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answer } from "./answers.ts";
import { Book, No } from "./book.ts";
import { type Params, readParams } from "./form.ts";
import { checkoutPage } from "./page.ts";
import { Post } from "./post.ts";

/**
 * What happens to a request. fail: 500, and nothing was done. lose: done, and the line is dropped before it is said. hang: nothing
 * is done or said. refuse: a "no" of this code.
 */
export interface Fault {
  /** Begins like this: "POST /v1/refunds". */
  readonly on: string;
  readonly does: "fail" | "lose" | "hang" | { readonly refuse: string; readonly status?: number };
}

interface Options {
  readonly webhookSecret?: string;
  /** Milliseconds. */
  readonly now?: () => number;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

/** A card service with a memory, on loopback, that the real library talks to. It can misbehave in the ways that real ones do. */
export class FakeStripe {
  readonly key = "sk_test_fake";
  readonly webhookSecret: string;
  readonly book: Book;
  readonly post: Post;
  /** What happens to the next requests that match, each once, in this order. */
  readonly faults: Fault[] = [];
  /** Every request as "POST /v1/refunds". */
  readonly requests: string[] = [];
  origin = "";
  readonly #server: Server;
  readonly #answered = new Map<string, { asked: string; answer: Promise<Answer> }>();

  private constructor({ webhookSecret = "whsec_fake", now = Date.now }: Options) {
    this.webhookSecret = webhookSecret;
    this.post = new Post(webhookSecret, now);
    this.book = new Book(now, (notice) => this.post.give(notice));
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  static async open(options: Options = {}): Promise<FakeStripe> {
    const fake = new FakeStripe(options);
    await new Promise<void>((resolve) => fake.#server.listen(0, "127.0.0.1", resolve));
    fake.origin = `http://127.0.0.1:${(fake.#server.address() as AddressInfo).port}`;
    return fake;
  }

  /** What the application is started with to use this one. */
  get settings(): Record<string, string> {
    return {
      STRIPE_SECRET_KEY: this.key,
      STRIPE_WEBHOOK_SECRET: this.webhookSecret,
      STRIPE_API_BASE: this.origin,
    };
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    await this.post.rest();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "/", this.origin);
    if (url.pathname.startsWith("/pay/")) this.#page(request, response, { url, body });
    else await this.#api(request, response, { url, body });
  }

  #page(request: IncomingMessage, response: ServerResponse, { url, body }: Sent): void {
    const id = url.pathname.split("/").at(-1) ?? "";
    try {
      const session = this.book.session(id);
      if (request.method === "POST") {
        this.book.pay(id, new URLSearchParams(body).get("how") === "bank" ? "bank" : "card");
        response.writeHead(303, { location: session.success_url }).end();
      } else response.writeHead(200, { "content-type": "text/html" }).end(checkoutPage(session));
    } catch (error) {
      response.writeHead(error instanceof No ? error.status : 500).end(String(error));
    }
  }

  async #api(request: IncomingMessage, response: ServerResponse, { url, body }: Sent): Promise<void> {
    const method = request.method ?? "GET";
    const asked = `${method} ${url.pathname}`;
    this.requests.push(asked);
    const place = this.faults.findIndex(({ on }) => asked.startsWith(on));
    const [fault] = place < 0 ? [] : this.faults.splice(place, 1);
    if (fault?.does === "hang") return;
    const key = request.headers["idempotency-key"];
    const params = readParams(method === "GET" ? url.search.slice(1) : body);
    const work = { method, path: url.pathname, params, fault };
    const { status, body: said } =
      request.headers.authorization !== `Bearer ${this.key}`
        ? problem(new No(401, "api_key_invalid"))
        : typeof key === "string" && method === "POST"
          ? await this.#once(`${asked} ${key}`, body, work)
          : await this.#answer(work);
    if (fault?.does === "lose") request.socket.destroy();
    else response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(said));
  }

  /** The first answer to a key is the answer to it, a failure too. */
  async #once(key: string, asked: string, work: Work): Promise<Answer> {
    const earlier = this.#answered.get(key);
    if (earlier && earlier.asked !== asked)
      return problem(new No(400, "idempotency_error"), "idempotency_error");
    if (earlier) return earlier.answer;
    const first = this.#answer(work);
    this.#answered.set(key, { asked, answer: first });
    return first;
  }

  async #answer({ method, path, params, fault }: Work): Promise<Answer> {
    if (fault?.does === "fail")
      return { status: 500, body: { error: { type: "api_error", message: "down" } } };
    try {
      if (typeof fault?.does === "object") throw new No(fault.does.status ?? 400, fault.does.refuse);
      return {
        status: 200,
        body: structuredClone(answer(this.book, { method, path, params, origin: this.origin })),
      };
    } catch (error) {
      if (error instanceof No) return problem(error);
      throw error;
    }
  }
}

interface Sent {
  readonly url: URL;
  readonly body: string;
}

interface Work {
  readonly method: string;
  readonly path: string;
  readonly params: Params;
  readonly fault: Fault | undefined;
}

const problem = ({ status, code, message }: No, type = "invalid_request_error"): Answer => ({
  status,
  body: { error: { type, code, message } },
});
