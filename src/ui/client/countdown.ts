import { Controller } from "@hotwired/stimulus";
import { soon } from "../soon.ts";
import { Renewal } from "./renewal.ts";

const minute = 60_000;

/** After the moment has come: so long until the page is asked for again, should it still say that it has not. */
const patience = 20_000;

/**
 * Says how long it is until something, anew each minute, and brings the page up to date when it has come. What it says is no news to
 * be read aloud: that the moment has come is told by what the page then shows.
 */
export class CountdownController extends Controller<HTMLElement> {
  static override targets = ["words"];
  static override values = { left: Number };
  declare readonly wordsTarget: HTMLElement;
  /** Milliseconds that were left when the page was made. */
  declare readonly leftValue: number;
  #renewal: Renewal | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #tick = () => this.#say();

  override connect(): void {
    // A page that comes back from memory was made a while ago.
    this.element.dataset.moment ??= String(Date.now() + this.leftValue);
    this.#renewal = new Renewal();
    document.addEventListener("visibilitychange", this.#tick);
    this.#say();
  }

  override disconnect(): void {
    document.removeEventListener("visibilitychange", this.#tick);
    clearTimeout(this.#timer);
    this.#renewal?.end();
    this.#renewal = null;
  }

  /** The page was renewed: it says anew how long it is. */
  leftValueChanged(): void {
    if (!this.#renewal) return;
    this.element.dataset.moment = String(Date.now() + this.leftValue);
    this.#say();
  }

  #say(): void {
    clearTimeout(this.#timer);
    const left = Number(this.element.dataset.moment) - Date.now();
    if (left <= 0) {
      this.#renewal?.want();
      this.#timer = setTimeout(this.#tick, patience);
      return;
    }
    this.wordsTarget.textContent = soon(Math.ceil(left / minute), document.documentElement.lang);
    this.#timer = setTimeout(this.#tick, Math.min(left % minute || minute, left));
  }
}
