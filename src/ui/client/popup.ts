import { Controller } from "@hotwired/stimulus";
import { visit } from "@hotwired/turbo";

type Frame = HTMLElement & { src: string | null };

/**
 * Shows what a link asked for as a modal dialog over the page. The browser makes the page below inert, closes on Escape and gives
 * the focus back to the link. What is no pop-up (somebody has to sign in first, or nothing is there) is shown as a page instead.
 */
export class PopupController extends Controller<HTMLDialogElement> {
  static override targets = ["frame"];
  static override values = { sure: String };
  declare readonly frameTarget: Frame;
  declare readonly sureValue: string;
  #opener: string | null = null;
  #shown = false;

  show(): void {
    const title = this.element.querySelector<HTMLElement>("#popup-title");
    if (!title) {
      this.#goTo(this.frameTarget.src);
      return;
    }
    if (!this.element.open) {
      this.#opener = document.activeElement?.id ?? null;
      this.element.showModal();
      this.#shown = true;
    }
    const wrong = this.frameTarget.querySelector<HTMLElement>('[aria-invalid="true"]');
    const first = this.frameTarget.querySelector<HTMLElement>('input:not([type="hidden"]), select, textarea');
    (wrong ?? first ?? title).focus();
  }

  leave(event: CustomEvent<{ response: Response }>): void {
    event.preventDefault();
    this.#goTo(event.detail.response.url);
  }

  /** What was sent was taken: the page below shows it in place. At once, so that no other refresh takes the notice away. */
  settle({ detail }: CustomEvent<{ success: boolean }>): void {
    if (!detail.success) return;
    this.close();
    visit(location.href, { action: "replace", shouldCacheSnapshot: false });
  }

  /** Asks before what somebody wrote is lost. */
  ask(event: Event): void {
    event.preventDefault();
    if (!this.#touched() || window.confirm(this.sureValue)) this.close();
  }

  close(): void {
    if (this.element.open) this.element.close();
    this.empty();
  }

  /** The browser tells of a closing a moment late, when a link may have asked for the next pop-up already. */
  empty(): void {
    if (!this.#shown) return;
    this.#shown = false;
    this.#clear();
    // The link may have been drawn anew meanwhile; the one with its name stands in its place.
    const opener = this.#opener ? document.getElementById(this.#opener) : null;
    if (document.activeElement === document.body) opener?.focus();
  }

  #clear(): void {
    this.frameTarget.removeAttribute("src");
    this.frameTarget.replaceChildren();
  }

  #goTo(address: string | null): void {
    this.close();
    this.#clear();
    if (address) visit(address);
  }

  #touched(): boolean {
    if (this.frameTarget.querySelector('[role="alert"]')) return true;
    const fields = this.frameTarget.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      "input, textarea",
    );
    return [...fields].some(
      (field) => field.type !== "radio" && field.type !== "hidden" && field.value !== field.defaultValue,
    );
  }
}
