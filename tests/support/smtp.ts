import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  readonly to: readonly string[];
  /** The whole message as it came over the wire. */
  readonly raw: string;
  readonly messageId: string;
}

type Verdict = "accept" | "hang up" | "refuse";

/** A real mail server on loopback that keeps what it gets, and can misbehave once a message has fully arrived. */
export class TestPostOffice {
  readonly received: Received[] = [];
  /** What to do with the next messages; when empty, accept. "hang up" takes the message and drops the line before saying so. */
  readonly verdicts: Verdict[] = [];
  /** Done once when the next message has arrived, before its sender hears that it has. */
  beforeAnswer: (() => Promise<unknown>) | undefined;
  readonly #server: SMTPServer;

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      logger: false,
      onRcptTo: (address, _session, answer) => {
        const unknown = address.address.startsWith("nobody@");
        answer(unknown ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null);
      },
      onData: (stream, session, answer) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const raw = Buffer.concat(chunks).toString();
          // A long header is folded: the value may stand in the next line.
          const messageId = /^Message-ID:\s+(\S+)/im.exec(raw)?.[1] ?? "";
          const verdict = this.verdicts.shift() ?? "accept";
          if (verdict !== "refuse") {
            this.received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, messageId });
          }
          const first = this.beforeAnswer;
          this.beforeAnswer = undefined;
          await first?.();
          if (verdict === "hang up") {
            for (const connection of this.#server.connections) connection._socket.destroy();
          } else answer(verdict === "refuse" ? new Error("not now") : null);
        });
      },
    });
    this.#server.on("error", () => undefined);
  }

  /** Opens, on the port given or any free one, and gives the SMTP_URL. */
  async open(port = 0): Promise<string> {
    const listener = this.#server.listen(port, "127.0.0.1");
    await new Promise<void>((resolve) => listener.once("listening", resolve));
    return `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}
