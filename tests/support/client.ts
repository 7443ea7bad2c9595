import type { Hono } from "hono";
import type { Web } from "#platform/http/web.ts";

type Fields = Readonly<Record<string, string | readonly string[] | File>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Where a redirect leads, "" when it is none. */
  readonly location: string;
  readonly text: string;
  /** The same as it came. */
  readonly bytes: Uint8Array;
}

/** A browser without script: keeps cookies, sends forms the way a page of this installation does. */
export class Client {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono<Web>;
  readonly #origin: string;
  /** The address the requests seem to come from. */
  address = "127.0.0.1";

  constructor(app: Hono<Web>, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** Sends a form; a field with several texts is sent several times, and a file makes it multipart. */
  post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Answer> {
    const body = Object.values(fields).some((value) => value instanceof File)
      ? new FormData()
      : new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      if (value instanceof File && body instanceof FormData) body.append(name, value);
      else for (const text of [value].flat()) body.append(name, String(text));
    }
    return this.send(path, { method: "POST", body, headers: { origin: this.#origin, ...headers } });
  }

  /** Goes on to where an answer redirects, as a browser does, until a page comes. */
  async follow(answer: Answer): Promise<Answer> {
    let current = answer;
    for (let turn = 0; current.location && turn < 10; turn += 1) current = await this.get(current.location);
    return current;
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const url = new URL(path, this.#origin);
    if (url.origin !== this.#origin) throw new Error(`${path} leads away from this installation`);
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie) headers.set("cookie", cookie);
    const socket = { remoteAddress: this.address, remotePort: 50_000, remoteFamily: "IPv4" };
    const response = await this.#app.request(url, { ...init, headers }, { incoming: { socket } });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return {
      status: response.status,
      headers: response.headers,
      location: response.headers.get("location") ?? "",
      text: new TextDecoder().decode(bytes),
      bytes,
    };
  }

  #keep(line: string): void {
    const [pair = "", ...attributes] = line.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at);
    if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}
