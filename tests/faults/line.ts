import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import pg from "pg";

/** "cut": nobody answers and what is open ends. "silent": connections are taken, and nothing ever comes back. */
type State = "open" | "cut" | "silent";

/** The line between the application and its database, on a loopback port of its own, for cutting it. */
export class Line {
  /** The database's address through this line. */
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #listeners: ((sent: Buffer, from: Socket) => void)[] = [];
  #state: State = "open";

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** Opens a line to the server of this address. */
  static async open(databaseUrl: string): Promise<Line> {
    const { host, port } = new pg.Client({ connectionString: databaseUrl });
    const target = host.startsWith("/") ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const url = new URL(databaseUrl);
    url.search = "";
    url.hostname = "127.0.0.1";
    url.port = String(address && typeof address === "object" ? address.port : 0);
    const line = new Line(server, url.href);
    server.on("connection", (near) => line.#carry(near, connect(target)));
    return line;
  }

  /** Calls back with every piece that the application sends. */
  listen(listener: (sent: Buffer, from: Socket) => void): void {
    this.#listeners.push(listener);
  }

  become(state: State): void {
    this.#state = state;
    // What was carried in silence cannot be taken up again: bytes are missing.
    if (state !== "silent") this.#hangUp();
  }

  async close(): Promise<void> {
    this.#hangUp();
    this.#server.close();
    await once(this.#server, "close");
  }

  #carry(near: Socket, far: Socket): void {
    for (const socket of [near, far]) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
    }
    if (this.#state === "cut") near.destroy();
    pass(near, far, (sent) => {
      for (const listener of this.#listeners) listener(sent, near);
      return this.#state === "open";
    });
    pass(far, near, () => this.#state === "open");
  }

  #hangUp(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }
}

function pass(from: Socket, to: Socket, mayPass: (sent: Buffer) => boolean): void {
  from.on("data", (sent: Buffer) => {
    if (mayPass(sent)) to.write(sent);
  });
  from.on("close", () => to.destroy());
}
