import { Agent, request } from "node:http";

export interface Reply {
  readonly status: number;
  /** Where a redirect leads, "" when it is none. */
  readonly location: string;
  readonly text: string;
  /** From sending the request to having read the whole answer. */
  readonly milliseconds: number;
}

/** On a busy machine a server closes a line that was not used for a while just when the next request is on its way over it. */
const agent = new Agent({
  keepAlive: true,
  maxSockets: Number.POSITIVE_INFINITY,
  agentKeepAliveTimeoutBuffer: 4_000,
});

/** A signed-in browser without script, over real HTTP. It may be sent to any of the servers. */
export class Visitor {
  /** As a request carries it: `name=value`. */
  readonly cookie: string;

  constructor(cookie: string) {
    this.cookie = cookie;
  }

  get(origin: string, path: string): Promise<Reply> {
    return ask(origin, path, { method: "GET", headers: { cookie: this.cookie } });
  }

  /** Sends a form of this origin's own. */
  post(origin: string, path: string, fields: Readonly<Record<string, string>>): Promise<Reply> {
    const body = new URLSearchParams(fields).toString();
    const headers = {
      cookie: this.cookie,
      origin,
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
    };
    return ask(origin, path, { method: "POST", headers }, body);
  }

  /** Sends a form with files. */
  async postForm(origin: string, path: string, form: FormData): Promise<Reply> {
    const encoded = new Response(form);
    const body = Buffer.from(await encoded.arrayBuffer());
    const headers = {
      cookie: this.cookie,
      origin,
      "content-type": encoded.headers.get("content-type") ?? "",
      "content-length": String(body.length),
    };
    return ask(origin, path, { method: "POST", headers }, body);
  }
}

function ask(
  origin: string,
  path: string,
  init: { method: string; headers: Record<string, string> },
  body: string | Buffer = "",
): Promise<Reply> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, origin), { agent, ...init }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          location: answer.headers.location ?? "",
          text: Buffer.concat(chunks).toString(),
          milliseconds: performance.now() - began,
        }),
      );
    });
    asked.on("error", reject);
    asked.setTimeout(30_000, () => asked.destroy(new Error("no answer in 30 s")));
    asked.end(body);
  });
}
