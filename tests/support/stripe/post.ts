import { createHmac } from "node:crypto";
import type { Notice } from "./objects.ts";

/** Takes a signed notice to the application and gives the status it answered. */
export type Door = (body: string, signature: string) => Promise<number>;

/** The header that says who sent a body, and when. Seconds. */
export function sign(body: string, { secret, at }: { secret: string; at: number }): string {
  const v1 = createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");
  return `t=${at},v1=${v1}`;
}

/** Brings notices to the application: at once and again until they are taken, or when a test says so, in whatever order. */
export class Post {
  /** Notices that wait while the post is held. */
  readonly waiting: Notice[] = [];
  /** Every answer there was. */
  readonly answers: number[] = [];
  held = false;
  door: Door | null = null;
  readonly #secret: string;
  readonly #now: () => number;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(secret: string, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  give(notice: Notice): void {
    if (this.held || !this.door) {
      this.waiting.push(notice);
      return;
    }
    const going = this.#untilTaken(notice).finally(() => this.#underWay.delete(going));
    this.#underWay.add(going);
  }

  async #untilTaken(notice: Notice): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      const status = await this.bring(notice).catch(() => 0);
      if (status >= 200 && status < 300) return;
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** turn));
    }
  }

  /** Brings one notice now; `at` is when it says that it was signed, in seconds. */
  async bring(notice: Notice, { at }: { at?: number } = {}): Promise<number> {
    if (!this.door) throw new Error("nobody takes notices");
    const body = JSON.stringify(notice);
    const stamp = at ?? Math.floor(this.#now() / 1000);
    const status = await this.door(body, sign(body, { secret: this.#secret, at: stamp }));
    this.answers.push(status);
    return status;
  }

  /** Returns when nothing is under way any more. */
  async rest(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }
}
