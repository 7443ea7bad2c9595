import { visit } from "@hotwired/turbo";
import { keepWhatIsInUse } from "./keeping.ts";

/** Milliseconds in which changes that come together become one refresh, between two refreshes, and after one that failed. */
const pauses = { together: 30, between: 500, failed: 5_000 };

/** Another page is waited for so long: what was followed may have been a download, and nothing comes. */
const patience = 10_000;

/**
 * Brings the page up to date in its place: asks for it again and lets Turbo morph what is there into what came. It waits while
 * nobody looks, while a form is on its way or came back with faults, and while another page is coming. One that cannot be had is no
 * reason to take away the one that is there.
 */
export class Renewal {
  #wanted = false;
  #asking: AbortController | null = null;
  #last = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending = 0;
  #faulty = false;
  /** Answered in a frame, a form leaves the page around it alone. */
  #framed = false;
  #comingUntil = Number.NEGATIVE_INFINITY;
  readonly #ears = new AbortController();

  constructor() {
    const on = (name: string, heard: (event: Event) => void) =>
      document.addEventListener(name, heard, { signal: this.#ears.signal });
    on("turbo:submit-start", ({ target }) => {
      this.#sending += 1;
      this.#framed = target instanceof Element && target.closest("turbo-frame") !== null;
      this.#giveUp();
    });
    on("turbo:submit-end", (event) => {
      this.#sending -= 1;
      if (!this.#framed) this.#faulty = event instanceof CustomEvent && cameBack(event.detail);
      this.#later();
    });
    on("turbo:visit", () => {
      this.#comingUntil = performance.now() + patience;
      this.#giveUp();
    });
    on("turbo:load", () => {
      this.#comingUntil = Number.NEGATIVE_INFINITY;
      this.#faulty = false;
      this.#later();
    });
    on("visibilitychange", () => this.#later());
    keepWhatIsInUse(this.#ears.signal);
  }

  /** Something changed. However often this is called, the page is asked for once. */
  want(): void {
    this.#wanted = true;
    this.#later();
  }

  end(): void {
    this.#ears.abort();
    clearTimeout(this.#timer);
    this.#asking?.abort();
  }

  get #mayAsk(): boolean {
    const coming = performance.now() < this.#comingUntil;
    return !document.hidden && this.#sending === 0 && !this.#faulty && !coming;
  }

  #giveUp(): void {
    if (!this.#asking) return;
    this.#asking.abort();
    this.#asking = null;
    this.#wanted = true;
  }

  #later(pause = pauses.together): void {
    clearTimeout(this.#timer);
    const wait = Math.max(pause, this.#last + pauses.between - performance.now());
    this.#timer = setTimeout(() => void this.#ask(), wait);
  }

  async #ask(): Promise<void> {
    if (!this.#wanted || this.#asking || !this.#mayAsk) return;
    const asking = new AbortController();
    this.#wanted = false;
    this.#asking = asking;
    this.#last = performance.now();
    const answer = await pageAt(addressToAsk(), asking.signal);
    if (this.#asking !== asking) return;
    this.#asking = null;
    if (answer !== "failed" && this.#mayAsk) show(answer);
    else this.#wanted = true;
    if (this.#wanted) this.#later(answer === "failed" ? pauses.failed : pauses.together);
  }
}

/** Whether a form came back to be looked at: not one that never arrived, or that a broken server could not take. */
const cameBack = ({
  success,
  fetchResponse,
}: {
  success: boolean;
  fetchResponse?: { statusCode: number };
}): boolean => !success && fetchResponse !== undefined && fetchResponse.statusCode < 500;

/** This page's address, or the one it goes on at: a list that grows says from where it is read. */
const addressToAsk = (): string =>
  document.querySelector<HTMLElement>("[data-renew-at]")?.dataset.renewAt ?? location.href;

/** What now stands at an address: its HTML, "elsewhere" when it is not this person's page any more, "failed" when nobody can say. */
async function pageAt(
  address: string,
  signal: AbortSignal,
): Promise<{ html: string } | "elsewhere" | "failed"> {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, signal });
    if (response.status >= 500 || response.status === 429) return "failed";
    if (!response.ok || response.redirected) return "elsewhere";
    return { html: await response.text() };
  } catch {
    return "failed";
  }
}

function show(answer: { html: string } | "elsewhere"): void {
  const there = { action: "replace", shouldCacheSnapshot: false } as const;
  if (answer === "elsewhere") {
    visit(location.href, there);
    return;
  }
  const response = { statusCode: 200, responseHTML: answer.html, redirected: false };
  document.documentElement.dataset.renewing = "";
  visit(location.href, { ...there, response });
}
