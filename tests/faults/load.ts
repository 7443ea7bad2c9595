import { minuteAhead, type Prepared, prepare } from "./booking.ts";
import { confirmed } from "./ledger.ts";
import type { Member, Scene } from "./scene.ts";

/** Members who book one time after the other and try again when nobody answers, as people do. Two share each provider. */
export class Load {
  /** Meetings that somebody was told they have, in the order in which they were. */
  readonly acknowledged: string[] = [];
  /** Clicks, those that were repeated because no answer came included. */
  operations = 0;
  /** Clicks that ended without an answer, or with one that says the database is away. */
  interrupted = 0;
  /** Answers that nobody should get, in words. */
  readonly strange: string[] = [];
  readonly #scene: Scene;
  readonly #origin: () => string;
  readonly #members: Promise<void>[];
  #ending = false;

  constructor(scene: Scene, origin: () => string) {
    this.#scene = scene;
    this.#origin = origin;
    this.#members = scene.members.map((member, i) => this.#book(member, Math.floor(i / 2)));
  }

  /** Returns when that many more bookings have been confirmed; gives up after a minute. */
  async more(count: number): Promise<void> {
    const wanted = this.acknowledged.length + count;
    const deadline = Date.now() + 60_000;
    while (this.acknowledged.length < wanted) {
      if (Date.now() > deadline) throw new Error(`no ${count} bookings within a minute`);
      await pause(2);
    }
  }

  /** Lets everybody finish what they have begun. */
  async end(): Promise<void> {
    this.#ending = true;
    await Promise.all(this.#members);
  }

  async #book(member: Member, pair: number): Promise<void> {
    const provider = this.#scene.providers[pair % this.#scene.providers.length] ?? "";
    for (let turn = 0; !this.#ending; turn++) {
      const at = minuteAhead(2, turn * 30);
      const booking = await this.#untilAnswered(() =>
        prepare(this.#origin(), this.#scene, { member, at, provider }),
      );
      if (booking) await this.#click(booking);
    }
  }

  /** Clicks until there is an answer: the same form, so the same booking. */
  async #click(booking: Prepared): Promise<void> {
    const reply = await this.#untilAnswered(async () => {
      this.operations++;
      const answer = await booking.click(this.#origin()).catch(() => null);
      if (answer && answer.status !== 503) return answer;
      this.interrupted++;
      throw new Error("no answer");
    });
    if (!reply) return;
    const id = confirmed(this.#scene, reply);
    if (id) this.acknowledged.push(id);
    else if (reply.status !== 409) this.strange.push(`a click was answered ${reply.status}`);
  }

  async #untilAnswered<T>(attempt: () => Promise<T>): Promise<T | null> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (Date.now() > deadline) {
          this.strange.push(`no answer within a minute: ${String(error)}`);
          return null;
        }
        await pause(50);
      }
    }
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
