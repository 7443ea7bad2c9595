import { Controller } from "@hotwired/stimulus";
import { Renewal } from "./renewal.ts";

/** Milliseconds: the server gives a sign of life every 20 s; without any for so long, nobody is there. */
const silence = 50_000;
const pauses = { first: 500, longest: 30_000 };

/**
 * Listens, while the page is looked at, for changes of what it is about, and renews it then; the bell alone when only that changed.
 * What happened before it listened, in the background or while the connection was lost, the server tells from the page's stamp.
 */
export class LiveController extends Controller<HTMLElement> {
  static override values = { url: String, about: Array, stamp: String };
  declare readonly urlValue: string;
  declare readonly aboutValue: string[];
  declare readonly stampValue: string;
  #source: EventSource | null = null;
  #renewal: Renewal | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #silent: ReturnType<typeof setTimeout> | undefined;
  #pause = pauses.first;
  readonly #look = () => (document.hidden ? this.#close() : this.#open());

  override connect(): void {
    // A page shown from memory until the real one comes does not listen.
    if (document.documentElement.hasAttribute("data-turbo-preview")) return;
    this.#renewal = new Renewal();
    document.addEventListener("visibilitychange", this.#look);
    window.addEventListener("online", this.#look);
    this.#look();
  }

  override disconnect(): void {
    document.removeEventListener("visibilitychange", this.#look);
    window.removeEventListener("online", this.#look);
    this.#close();
    this.#renewal?.end();
    this.#renewal = null;
  }

  /** A page that was renewed may be about other things than before. */
  aboutValueChanged(): void {
    if (this.#renewal) this.#look();
  }

  #open(): void {
    this.#close();
    const address = new URL(this.urlValue, location.href);
    for (const word of new Set(["bell", ...this.aboutValue])) address.searchParams.append("about", word);
    address.searchParams.set("stamp", this.stampValue);
    const source = new EventSource(address);
    this.#source = source;
    this.#listenForLife();
    source.addEventListener("beat", () => {
      this.#pause = pauses.first;
      this.#listenForLife();
    });
    source.addEventListener("change", ({ data }) => this.#hear(String(data).split(" ")));
    source.addEventListener("end", () => this.#close());
    source.addEventListener("error", () => this.#tryAgain());
  }

  #close(): void {
    this.#source?.close();
    this.#source = null;
    clearTimeout(this.#again);
    clearTimeout(this.#silent);
  }

  /** After a pause that grows; by chance somewhat longer or shorter, so that not everybody comes back at once. */
  #tryAgain(): void {
    this.#close();
    this.#again = setTimeout(this.#look, this.#pause * (0.5 + Math.random()));
    this.#pause = Math.min(2 * this.#pause, pauses.longest);
  }

  #listenForLife(): void {
    clearTimeout(this.#silent);
    this.#silent = setTimeout(() => this.#tryAgain(), silence);
  }

  #hear(words: string[]): void {
    const [page, bell] = words.includes("*")
      ? [this.aboutValue.length > 0, true]
      : [words.some((word) => this.aboutValue.includes(word)), words.includes("bell")];
    if (page) this.#renewal?.want();
    if (bell) ringBell();
  }
}

function ringBell(): void {
  const bell = document.querySelector<HTMLElement>("turbo-frame#bell");
  if (!bell?.dataset.address) return;
  bell.removeAttribute("src");
  bell.setAttribute("src", bell.dataset.address);
}
