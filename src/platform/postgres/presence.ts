import { Socket } from "node:net";
import pg from "pg";
import type { Passwords } from "./cluster.ts";
import type { Address } from "./postmaster.ts";

/** "kith" in ASCII: the advisory lock that every process using the server shares. */
const lock = 0x6b697468;

/**
 * One connection that says "this process uses the server" for as long as the process lives. Being a lock inside the
 * server it can neither be forgotten by a killed process nor be in doubt when two leave at the same moment.
 */
export interface Presence {
  /** Called once when the server went away without having been asked to. */
  onLost(callback: () => void): void;
  /** True when nobody else uses the server; newcomers then wait until it is gone. */
  isLast(): Promise<boolean>;
  leave(): Promise<void>;
}

export type Refusal = "silent" | "not yet";

/** Announces this process to the server. "silent": nothing answers; "not yet": it starts, stops or is full. */
export async function announce(address: Address, passwords: Passwords): Promise<Presence | Refusal> {
  const socket = new Socket();
  const client = superuser(address, passwords, socket);
  client.on("error", () => {}); // "end" follows and says it all
  try {
    await client.connect();
    if (await holds(client, "pg_try_advisory_lock_shared")) return presenceOf(client, socket);
    await client.end();
    return "not yet";
  } catch (error) {
    return refusal(error);
  }
}

function presenceOf(client: pg.Client, socket: Socket): Presence {
  let gone = false;
  let leaving = false;
  let lost = () => {};
  client.on("end", () => {
    gone = true;
    if (!leaving) lost();
  });
  socket.unref(); // a process that forgets to stop must still be able to end
  const leave = () => {
    leaving = true;
    socket.ref();
  };
  return {
    onLost(callback) {
      lost = callback;
      if (gone) lost();
    },
    async isLast() {
      leave();
      if (gone) return false;
      await client.query("select pg_advisory_unlock_shared($1)", [lock]);
      return holds(client, "pg_try_advisory_lock");
    },
    async leave() {
      leave();
      await client.end();
    },
  };
}

async function holds(client: pg.Client, how: "pg_try_advisory_lock" | "pg_try_advisory_lock_shared") {
  const { rows } = await client.query(`select ${how}($1) as held`, [lock]);
  return rows[0]?.held === true;
}

function refusal(error: unknown): Refusal {
  if (!(error instanceof pg.DatabaseError)) return "silent";
  const wrongPassword = error.code?.startsWith("28");
  if (!wrongPassword) return "not yet";
  throw new Error("The running database does not accept the password kept beside its data (kith.secret).", {
    cause: error,
  });
}

/** A connection with every right over the embedded server; the caller connects and ends it. */
export function superuser(address: Address, passwords: Passwords, socket = new Socket()): pg.Client {
  return new pg.Client({
    ...address,
    user: "postgres",
    password: passwords.superuser,
    database: "postgres",
    application_name: "kith presence",
    connectionTimeoutMillis: 2_000,
    stream: () => socket,
  });
}
