import { Controller } from "@hotwired/stimulus";

/** Milliseconds between two looks: a second feels alive and asks little of the server. */
const pause = 1_000;

/**
 * A page that shows work under way looks again by itself: it follows its own link. When the work has ended, the next page has no
 * such element, and that is the end of it.
 */
export class RefreshController extends Controller {
  static override targets = ["again"];
  declare readonly againTarget: HTMLAnchorElement;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly later = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.againTarget.click(), pause);
  };

  override connect(): void {
    this.later();
    // A page that is morphed into the next one keeps this element: it is told by the event alone.
    document.addEventListener("turbo:render", this.later);
  }

  override disconnect(): void {
    clearTimeout(this.timer);
    document.removeEventListener("turbo:render", this.later);
  }
}
