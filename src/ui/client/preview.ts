import { Controller } from "@hotwired/stimulus";

const pause = 250;

/** Shows what a form would lead to while it is being filled in: asks the address the Preview button asks, in a frame beside it. */
export class PreviewController extends Controller<HTMLFormElement> {
  static override values = { url: String, frame: String, fields: Array };
  declare readonly urlValue: string;
  declare readonly frameValue: string;
  /** Only these fields go into the address, or all of them when none is named. */
  declare readonly fieldsValue: string[];
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
      const asked = this.fieldsValue.length === 0 || this.fieldsValue.includes(name);
      if (asked && typeof value === "string") query.set(name, value);
    }
    document.getElementById(this.frameValue)?.setAttribute("src", `${this.urlValue}?${query}`);
  }
}
