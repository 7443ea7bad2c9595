/** There is more waiting than can be done soon: better to say so at once than to let everybody wait. */
export class Busy extends Error {
  readonly seconds = 5;
}

/** Lets a few pieces of work in at a time and keeps a short line before the door; turns away who comes after that. */
export class Gate {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #width: number;
  readonly #line: number;

  constructor(width: number, line: number) {
    this.#width = width;
    this.#line = line;
  }

  /** Throws `Busy` when the line is full. */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < this.#width) this.#running += 1;
    else if (this.#waiting.length >= this.#line) throw new Busy("too many are waiting");
    // Who leaves hands over their place, so that nobody slips in between.
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
