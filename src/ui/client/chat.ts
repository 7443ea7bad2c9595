import { Controller } from "@hotwired/stimulus";

interface Answer {
  readonly statusCode: number;
}

/** Pixels from the end that still count as being at the end. */
const nearEnd = 120;

/**
 * The box of a chat room: Enter sends, one can go on typing while a message is on its way, and one that did not go out is put back.
 * It sends one at a time: each carries a key by which the server knows it again.
 */
export class ChatController extends Controller<HTMLElement> {
  static override targets = ["form", "text", "failed", "hint", "lines", "newest"];
  declare readonly formTarget: HTMLFormElement;
  declare readonly hasTextTarget: boolean;
  declare readonly textTarget: HTMLTextAreaElement;
  declare readonly hasFailedTarget: boolean;
  declare readonly failedTarget: HTMLElement;
  declare readonly linesTarget: HTMLElement;
  declare readonly newestTarget: HTMLElement;
  #sent = "";
  #flying = false;
  #arrived = false;
  #waiting = false;
  #failed = false;
  readonly #rendered = () => this.#settled();

  override connect(): void {
    document.addEventListener("turbo:render", this.#rendered);
    this.#fill();
  }

  override disconnect(): void {
    document.removeEventListener("turbo:render", this.#rendered);
  }

  hintTargetConnected(hint: HTMLElement): void {
    hint.hidden = false;
  }

  key(event: KeyboardEvent): void {
    const sends = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (!sends || !matchMedia("(pointer: fine)").matches) return;
    event.preventDefault();
    if (this.textTarget.value.trim()) this.formTarget.requestSubmit();
  }

  guard(event: Event): void {
    if (!this.#flying) return;
    event.preventDefault();
    this.#waiting = true;
  }

  sending(): void {
    this.#flying = true;
    this.#failed = false;
    this.#sent = this.textTarget.value;
    this.textTarget.value = "";
    this.#fill();
  }

  /** A server that is broken or going down has nothing to show in the place of a room. */
  answered(event: CustomEvent<{ fetchResponse: Answer }>): void {
    if (event.detail.fetchResponse.statusCode >= 500) event.preventDefault();
  }

  settle({
    detail: { success, fetchResponse },
  }: CustomEvent<{ success: boolean; fetchResponse?: Answer }>): void {
    this.#arrived = success;
    if (success || (fetchResponse && fetchResponse.statusCode < 500)) return;
    this.#flying = false;
    this.#waiting = false;
    this.#failed = true;
    this.textTarget.value = [this.#sent, this.textTarget.value].filter(Boolean).join("\n");
    this.#fill();
    this.textTarget.focus();
  }

  /** What was typed while a message was on its way stays, and goes under the key of the box that comes. */
  keep(event: CustomEvent<{ newElement?: Element }>): void {
    const { newElement } = event.detail;
    if (event.target !== this.formTarget || !this.#arrived || !this.textTarget.value) return;
    const key = newElement?.querySelector<HTMLInputElement>('[name="key"]');
    const own = this.formTarget.querySelector<HTMLInputElement>('[name="key"]');
    if (!key || !own) return;
    own.value = key.value;
    event.preventDefault();
  }

  look(): void {
    // The end of what is turned round is where it begins to scroll.
    this.newestTarget.hidden = this.linesTarget.scrollTop > -nearEnd;
  }

  down(): void {
    this.linesTarget.scrollTop = 0;
  }

  /** A page was drawn: the answer to what was sent, or one that renewed itself. */
  #settled(): void {
    if (this.#arrived) {
      this.#arrived = false;
      this.down();
      if (this.hasTextTarget) this.textTarget.focus();
    }
    this.#flying = false;
    this.#fill();
    this.look();
    if (!this.#waiting || !this.hasTextTarget) return;
    this.#waiting = false;
    if (this.textTarget.value.trim()) this.formTarget.requestSubmit();
  }

  #fill(): void {
    if (this.hasFailedTarget) this.failedTarget.hidden = !this.#failed;
  }
}
