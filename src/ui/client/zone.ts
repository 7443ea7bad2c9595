import { Controller } from "@hotwired/stimulus";

/** Offers the zone of this device as one button, unless it is in use already. */
export class ZoneController extends Controller<HTMLElement> {
  static override targets = ["field", "button"];
  static override values = { words: String, current: String };
  declare readonly fieldTarget: HTMLInputElement;
  declare readonly buttonTarget: HTMLButtonElement;
  declare readonly wordsValue: string;
  declare readonly currentValue: string;

  override connect(): void {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === this.currentValue) return;
    this.fieldTarget.value = timeZone;
    this.buttonTarget.textContent = this.wordsValue.replace("%", timeZone.replaceAll("_", " "));
    this.element.hidden = false;
  }
}
