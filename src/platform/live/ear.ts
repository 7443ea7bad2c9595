import pg from "pg";
import type { Log } from "../log.ts";
import type { Hub } from "./hub.ts";
import { liveChannel, readTouch } from "./touch.ts";

/** Milliseconds between two proofs that the connection still lives, and how long one may take. */
const usualProof = { every: 15_000, within: 5_000 };

/** Milliseconds before the first and between later tries to connect again. */
const pauses = { first: 100, longest: 5_000 };

/** Longer than a connection is waited for. */
const forever = 60_000;

interface Settings {
  url: string;
  log: Log;
  hub: Hub;
  proof?: { every: number; within: number };
}

/** The one connection of this process on which it hears what every process touches. It is made again whenever it is lost. */
export class Ear {
  readonly #settings: Settings;
  readonly #stopped = new AbortController();
  readonly #hears = Promise.withResolvers<void>();
  #loop: Promise<void> | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Resolves when it hears for the first time; asked again it changes nothing. */
  open(): Promise<void> {
    this.#loop ??= this.#keepListening();
    return this.#hears.promise;
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    this.#hears.resolve();
    await this.#loop;
  }

  async #keepListening(): Promise<void> {
    const { log, hub } = this.#settings;
    const { signal } = this.#stopped;
    for (let pause = pauses.first; !signal.aborted; pause = Math.min(2 * pause, pauses.longest)) {
      const began = performance.now();
      await this.#listen(signal).catch((error: Error) =>
        log.warn({ error: error.message }, "live pages hear nothing, trying again"),
      );
      hub.hearsNothing();
      if (performance.now() - began > pauses.longest) pause = pauses.first;
      await rest(pause, signal);
    }
  }

  /** Returns when it was stopped, and throws when the connection is lost. */
  async #listen(signal: AbortSignal): Promise<void> {
    const { url, log, hub, proof = usualProof } = this.#settings;
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: 3_000,
      query_timeout: proof.within,
      keepAlive: true,
      application_name: "kith live",
    });
    const lost = Promise.withResolvers<never>();
    lost.promise.catch(() => undefined);
    client.on("error", lost.reject);
    client.on("end", () => lost.reject(new Error("the connection was closed")));
    client.on("notification", ({ payload = "" }) => {
      const touch = readTouch(payload);
      if (touch) hub.take(touch);
      else log.warn({}, "heard something that is no touch");
    });
    try {
      const connected = client.connect();
      connected.catch(() => undefined);
      await Promise.race([connected, rest(forever, signal)]);
      if (signal.aborted) return;
      await client.query(`listen ${liveChannel}`);
      hub.hearsAgain();
      this.#hears.resolve();
      while (!signal.aborted) {
        await Promise.race([rest(proof.every, signal), lost.promise]);
        if (!signal.aborted) await Promise.race([client.query("select 1"), lost.promise]);
      }
    } finally {
      // A connection on which nothing comes back would keep a polite goodbye waiting.
      client.removeAllListeners("end");
      await Promise.race([client.end(), rest(500, null)]).catch(() => undefined);
    }
  }
}

/** Waits so many milliseconds, or until it is told to stop. */
const rest = (milliseconds: number, signal: AbortSignal | null): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
  });
