import { Controller } from "@hotwired/stimulus";

const step = 30;
/** Pixels up to which a press is a click; as near to the end of a block it takes hold of that end. */
const slack = 6;

interface Drawing {
  /** Where it leads, once it is drawn: the form for new hours, or for the ones that were taken hold of. */
  readonly link: HTMLAnchorElement;
  readonly change: "draw" | "move" | "stretch";
  /** Minutes of the day: where it was taken hold of, and what it was then. */
  readonly held: number;
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly ghost: HTMLElement;
  day: HTMLElement;
  start: number;
  end: number;
}

/**
 * Draws new hours on a week, or moves and stretches those there are, with a mouse or a pen. It only fills in the form that the
 * links on the page lead to anyway: nothing is stored here.
 */
export class WeekController extends Controller<HTMLElement> {
  static override targets = ["day"];
  static override values = { first: Number, last: Number };
  declare readonly dayTargets: HTMLElement[];
  declare readonly firstValue: number;
  declare readonly lastValue: number;
  #drawing: Drawing | null = null;

  begin(event: PointerEvent): void {
    const { target } = event;
    if (event.button !== 0 || event.pointerType === "touch" || !(target instanceof Element)) return;
    const day = this.dayTargets.find((one) => one.contains(target));
    const hours = target.closest<HTMLAnchorElement>("a[data-start]");
    const link = hours ?? day?.closest("li")?.querySelector("a");
    if (!day || !link || (!hours && target.closest("a"))) return;
    const held = this.#minuteAt(day, event.clientY);
    const from = hours ? Number(hours.dataset.start) : Math.floor(held / step) * step;
    const to = hours ? Number(hours.dataset.end) : from + step;
    const atEnd = hours && hours.getBoundingClientRect().bottom - event.clientY < slack;
    const change = hours ? (atEnd ? "stretch" : "move") : "draw";
    const ghost = document.createElement("div");
    ghost.className =
      "border-primary bg-primary/15 rounded-selector pointer-events-none absolute inset-x-0.5 z-20 border-2 px-1 text-xs font-semibold tabular-nums";
    this.#drawing = { link, change, held, from, to, y: event.clientY, ghost, day, start: from, end: to };
  }

  move(event: PointerEvent): void {
    const drawing = this.#drawing;
    if (!drawing) return;
    if (!drawing.ghost.isConnected) {
      if (Math.abs(event.clientY - drawing.y) < slack) return;
      this.element.setPointerCapture(event.pointerId); // from here on it is no click on what lies below
    }
    const { change, held, from, to } = drawing;
    const at = this.#minuteAt(drawing.day, event.clientY);
    const by = Math.round((at - held) / step) * step;
    if (change === "move") {
      const shift = Math.max(-from, Math.min(1440 - to, by));
      drawing.start = from + shift;
      drawing.end = to + shift;
      drawing.day = this.#dayAt(event.clientX) ?? drawing.day;
    } else if (change === "stretch") drawing.end = Math.max(from + step, Math.min(1440, to + by));
    else {
      drawing.start = Math.min(from, Math.floor(at / step) * step);
      drawing.end = Math.max(to, Math.ceil(at / step) * step);
    }
    this.#show(drawing);
  }

  finish(): void {
    const drawing = this.#drawing;
    this.drop();
    if (!drawing?.ghost.dataset.drawn) return;
    const { link, day, start, end } = drawing;
    const address = new URL(link.href);
    address.searchParams.set("day", day.dataset.weekday ?? "");
    address.searchParams.set("start", clock(start));
    address.searchParams.set("end", clock(end % 1440));
    // A link of its own: the one on the page stays as it is, for when the page is come back to.
    const drawn = document.createElement("a");
    drawn.href = address.href;
    this.element.append(drawn);
    drawn.click();
    drawn.remove();
  }

  drop(): void {
    this.#drawing?.ghost.remove();
    this.#drawing = null;
  }

  #show({ day, ghost, start, end }: Drawing): void {
    const lines = this.lastValue - this.firstValue;
    ghost.style.top = `${((start - this.firstValue) / lines) * 100}%`;
    ghost.style.height = `${((end - start) / lines) * 100}%`;
    ghost.textContent = `${clock(start)}–${clock(end)}`;
    ghost.dataset.drawn = "yes";
    if (ghost.parentElement !== day) day.append(ghost);
  }

  #minuteAt(day: HTMLElement, y: number): number {
    const { top, height } = day.getBoundingClientRect();
    const line = this.firstValue + ((y - top) / height) * (this.lastValue - this.firstValue);
    return Math.max(this.firstValue, Math.min(this.lastValue, line));
  }

  #dayAt(x: number): HTMLElement | undefined {
    return this.dayTargets.find((day) => {
      const { left, right } = day.getBoundingClientRect();
      return left <= x && x < right;
    });
  }
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
