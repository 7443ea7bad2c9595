import { Controller } from "@hotwired/stimulus";

/** Offers the zone of this device as one button. */
export class ZoneController extends Controller<HTMLElement> {
  static override targets = ["field", "button"];
  static override values = { words: String };
  declare readonly fieldTarget: HTMLInputElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly wordsValue: string;

  override connect(): void {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    this.fieldTarget.value = timeZone;
    this.buttonTarget.textContent = this.wordsValue.replace("%", timeZone.replaceAll("_", " "));
    this.element.hidden = false;
  }
}
