import type { Ground } from "../action.ts";
import type { Config } from "../config.ts";
import type { Live } from "../live/live.ts";
import type { Log } from "../log.ts";

/** What the process offers to every request. */
export interface Platform extends Ground {
  readonly config: Config;
  readonly log: Log;
  readonly live: Live;
  /** Key for signing cookies. */
  readonly secret: string;
  readonly demo: boolean;
}

export interface Web {
  Variables: {
    platform: Platform;
    requestId: string;
    /** When the request came, for live pages: taken before anything is read. */
    stamp: string;
  };
}
