import type { Log } from "../log.ts";
import { Ear } from "./ear.ts";
import { Hub, type Listener } from "./hub.ts";

/** Live pages as the features see them: mark when a page was made, and listen on its behalf. */
export interface Live {
  /** Goes into a page that is about to be made. */
  stamp(): string;
  /** Lets a page listen, after telling it what it missed since its stamp, until the function that is given is called. */
  join(listener: Listener, stamp: string): () => void;
  /** How many pages listen in this process. */
  readonly size: number;
  /** Begins to hear what is touched, as the first page to join does too; resolves once it does. */
  start(): Promise<void>;
  /** Ends every page's connection and the one to the database. */
  stop(): Promise<void>;
}

/** `url` must lead to PostgreSQL itself: what shares connections between transactions passes no notifications on. */
export function openLive({ url, log }: { url: string; log: Log }): Live {
  const hub = new Hub();
  const ear = new Ear({ url, log, hub });
  return {
    stamp: () => hub.stamp(),
    join(listener, stamp) {
      void ear.open();
      return hub.join(listener, stamp);
    },
    get size() {
      return hub.size;
    },
    start: () => ear.open(),
    async stop() {
      hub.endAll();
      await ear.close();
    },
  };
}
