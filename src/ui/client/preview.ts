import { Controller } from "@hotwired/stimulus";

const pause = 250;

/** Shows what a form would lead to while it is being filled in: asks the address the Preview button asks, in a frame beside it. */
export class PreviewController extends Controller<HTMLFormElement> {
  static override values = { url: String, frame: String };
  declare readonly urlValue: string;
  declare readonly frameValue: string;
  private timer: ReturnType<typeof setTimeout> | undefined;

  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), pause);
  }

  override disconnect(): void {
    clearTimeout(this.timer);
  }

  private show(): void {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) {
      if (typeof value === "string") query.set(name, value);
    }
    document.getElementById(this.frameValue)?.setAttribute("src", `${this.urlValue}?${query}`);
  }
}
