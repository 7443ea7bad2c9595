import type { Role } from "#platform/action.ts";
import type { Listener, Missed } from "#platform/live/hub.ts";
import type { EventStream } from "#platform/live/stream.ts";
import type { Admitted } from "./admission.ts";

/** Milliseconds between two signs of life, and how many of them lie between two looks at who listens. */
const beatEvery = 20_000;
const beatsPerLook = 3;

/** Touched when somebody's access changes: their pages are asked at once who they are. */
const access = "access";

/** A page somebody has open, from its first event to its last. It tells the browser that something changed, and never what. */
export class Page implements Listener {
  readonly communityId: string;
  readonly personId: string;
  roles: ReadonlySet<Role>;
  readonly about: ReadonlySet<string>;
  readonly #ask: () => Promise<Admitted | string>;
  #stream: EventStream | undefined;
  #leave: (() => void) | undefined;
  #beating: NodeJS.Timeout | undefined;

  /** `ask` finds out anew who listens. */
  constructor(admitted: Admitted, about: ReadonlySet<string>, ask: () => Promise<Admitted | string>) {
    this.communityId = admitted.communityId;
    this.personId = admitted.personId;
    this.roles = admitted.roles;
    this.about = new Set([...about, access]);
    this.#ask = ask;
  }

  open(stream: EventStream, join: () => () => void): void {
    this.#stream = stream;
    // The first byte opens the connection all the way through.
    stream.send("beat", "0");
    this.#leave = join();
    let beats = 0;
    this.#beating = setInterval(() => {
      beats += 1;
      stream.send("beat", String(beats));
      if (beats % beatsPerLook === 0) void this.#look();
    }, beatEvery);
  }

  hear(missed: Missed): void {
    if (missed !== "everything" && missed.includes(access)) void this.#look();
    const words = missed === "everything" ? "*" : missed.filter((word) => word !== access).join(" ");
    if (words) this.#stream?.send("change", words);
  }

  end(why: "crowded" | "stopping"): void {
    // Who is told of an end does not come back by themself.
    if (why === "crowded") this.#stream?.send("end", why);
    this.#stream?.close();
  }

  close(): void {
    clearInterval(this.#beating);
    this.#leave?.();
    this.#stream = undefined;
  }

  /** Ends what is not this person's any more. While the database cannot say, it goes on: there is nothing in it to be read. */
  async #look(): Promise<void> {
    const found = await this.#ask().catch(() => null);
    if (!found) return;
    if (typeof found !== "string" && found.personId === this.personId) {
      this.roles = found.roles;
      return;
    }
    this.#stream?.send("end", "gone");
    this.#stream?.close();
  }
}
