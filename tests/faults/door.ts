import { once } from "node:events";
import { connect, createServer, type Server as Listener, type Socket } from "node:net";
import type { Server } from "./house.ts";

/** One address for a server process that is another one after each start. While it is away, nobody answers. */
export class Door {
  readonly #listener: Listener;
  readonly #sockets = new Set<Socket>();
  /** `http://127.0.0.1:<port>` */
  origin = "";

  private constructor(server: Server) {
    this.#listener = createServer((near) => {
      const far = connect(Number(new URL(server.origin).port), "127.0.0.1");
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(one);
        one.setNoDelay(true);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          this.#sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
    });
  }

  static async before(server: Server): Promise<Door> {
    const door = new Door(server);
    door.#listener.listen(0, "127.0.0.1");
    await once(door.#listener, "listening");
    const address = door.#listener.address();
    door.origin = `http://127.0.0.1:${address && typeof address === "object" ? address.port : 0}`;
    return door;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#listener.close();
    await once(this.#listener, "close");
  }
}
