import { Controller } from "@hotwired/stimulus";

/** Takes this page's place in the history, so that the way back does not lead here. Without script the link leads away as well. */
export class ExitController extends Controller<HTMLAnchorElement> {
  leave(event: Event): void {
    event.preventDefault();
    // The other page takes a while to come: until then there is nothing to see.
    document.documentElement.hidden = true;
    window.location.replace(this.element.href);
  }
}
