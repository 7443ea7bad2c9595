import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Line } from "../../tests/faults/line.ts";

/** A statement as it was sent to the database. */
export interface Statement {
  readonly text: string;
  /** As text; null is SQL's. */
  readonly values: readonly (string | null)[];
  /** Which connection it was sent on. */
  readonly connection: Socket;
}

/** Writes down every statement that is sent over a line, by reading PostgreSQL's own protocol as it passes. */
export class Statements {
  #heard: Statement[] = [];
  readonly #connections = new Map<Socket, Connection>();

  private constructor(line: Line) {
    line.listen((sent, from) => {
      const connection = this.#connections.get(from) ?? new Connection(from);
      this.#connections.set(from, connection);
      this.#heard.push(...connection.read(sent));
    });
  }

  /**
   * What was open before cannot be read, since its statements were prepared unheard: it is ended, and the server given time to see that.
   * What it opens in that time is listened to from its first word.
   */
  static async over(line: Line): Promise<Statements> {
    const statements = new Statements(line);
    line.become("open");
    await wait(200);
    return statements;
  }

  /** The transactions sent during a piece of work, each with its frame, in the order in which they began. */
  async during(work: () => Promise<unknown>): Promise<Statement[][]> {
    this.#heard = [];
    await work();
    const open = new Map<Socket, Statement[]>();
    const transactions: Statement[][] = [];
    for (const statement of this.#heard) {
      const current = open.get(statement.connection);
      const transaction = current ?? [];
      transaction.push(statement);
      if (!current) transactions.push(transaction);
      if (/^begin\b/i.test(statement.text)) open.set(statement.connection, transaction);
      if (/^(commit|rollback)\b/i.test(statement.text)) open.delete(statement.connection);
    }
    return transactions;
  }
}

/** Whether a statement opens, scopes or ends a transaction, and asks nothing. */
export const isFrame = ({ text }: Statement): boolean =>
  /^\s*(begin|commit|rollback|set local)\b/i.test(text);

class Connection {
  readonly #socket: Socket;
  readonly #prepared = new Map<string, string>();
  #rest: Buffer = Buffer.alloc(0);
  #greeted = false;

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  *read(sent: Buffer): Generator<Statement> {
    let data = Buffer.concat([this.#rest, sent]);
    for (;;) {
      // The first message has no letter before its length.
      const head = this.#greeted ? 1 : 0;
      if (data.length < head + 4) break;
      const end = head + data.readInt32BE(head);
      if (data.length < end) break;
      const letter = head ? String.fromCharCode(data[0] ?? 0) : "";
      const statement = this.#take(letter, new Fields(data.subarray(head + 4, end)));
      if (statement) yield statement;
      this.#greeted = true;
      data = data.subarray(end);
    }
    this.#rest = data;
  }

  #take(letter: string, fields: Fields): Statement | null {
    const connection = this.#socket;
    if (letter === "Q") return { text: fields.text(), values: [], connection };
    if (letter === "P") this.#prepared.set(fields.text(), fields.text());
    if (letter !== "B") return null;
    fields.text(); // the portal
    const text = this.#prepared.get(fields.text()) ?? "";
    for (let formats = fields.int16(); formats > 0; formats--) fields.int16();
    const values = Array.from({ length: fields.int16() }, () => fields.value());
    return { text, values, connection };
  }
}

/** Reads the parts of one message in their order. */
class Fields {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  text(): string {
    const end = this.#data.indexOf(0, this.#at);
    const text = this.#data.toString("utf8", this.#at, end);
    this.#at = end + 1;
    return text;
  }

  int16(): number {
    this.#at += 2;
    return this.#data.readInt16BE(this.#at - 2);
  }

  value(): string | null {
    const length = this.#data.readInt32BE(this.#at);
    this.#at += 4;
    if (length < 0) return null;
    this.#at += length;
    return this.#data.toString("utf8", this.#at - length, this.#at);
  }
}
