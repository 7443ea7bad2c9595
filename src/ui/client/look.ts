import { Controller } from "@hotwired/stimulus";

/** Shows the chosen look at once; the form around it stores the choice, also without script. */
export class LookController extends Controller<HTMLFormElement> {
  choose(event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    if (value === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = value === "dark" ? "kith-dark" : "kith";
    this.element.requestSubmit();
  }
}
