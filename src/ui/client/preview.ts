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
    this.forget();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), pause);
  }

  override disconnect(): void {
    clearTimeout(this.timer);
  }

  /** What was refused of these fields is no longer what is in them: the preview says what is wrong with that. */
  private forget(): void {
    for (const name of this.fieldsValue) {
      document.getElementById(`${name}-fault`)?.remove();
      document.getElementById(name)?.removeAttribute("aria-invalid");
      document.getElementById(name)?.classList.remove("input-error", "select-error");
    }
  }

  private show(): void {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) {
      const asked = this.fieldsValue.length === 0 || this.fieldsValue.includes(name);
      if (asked && typeof value === "string") query.append(name, value);
    }
    document.getElementById(this.frameValue)?.setAttribute("src", `${this.urlValue}?${query}`);
  }
}
