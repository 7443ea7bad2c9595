import type { Spans } from "../availability/spans.ts";
import { offsetAt, periods } from "../availability/zones.ts";

/** Hours of a week, from Monday 0:00: cell 0 is Monday's first hour, cell 167 Sunday's last. */
export const cellsOfWeek = 168;

/** 1970-01-01 was a Thursday. */
const firstCell = 3 * 24;

/** Whole hours on the wall clock since 1970-01-01 as a cell of the week. */
const cellOf = (wallHour: number): number =>
  (((wallHour + firstCell) % cellsOfWeek) + cellsOfWeek) % cellsOfWeek;

/** A stretch of time in epoch minutes, and the zone on whose wall clock hours are told. */
interface Window {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Adds up minutes by the hour of the week in which they pass, as the wall clock of a zone shows it: a repeated hour counts twice, a
 * skipped one not at all. What is added costs the same however long it is.
 */
export class HoursOfWeek {
  readonly #window: Window;
  /** How many more or fewer there are from each minute of the window on. */
  readonly #changes: Int32Array;

  constructor(window: Window) {
    this.#window = window;
    this.#changes = new Int32Array(Math.max(0, window.to - window.from) + 1);
  }

  /** Adds the minutes of these spans that lie within the window. */
  add(spans: Spans): void {
    for (let i = 0; i < spans.length; i += 2) this.addSpan(spans[i] ?? 0, spans[i + 1] ?? 0);
  }

  /** Adds the minutes from `start` to before `end`, as far as they lie within the window. */
  addSpan(start: number, end: number): void {
    const { from, to } = this.#window;
    const [first, last] = [Math.max(start, from) - from, Math.min(end, to) - from];
    if (first >= last) return;
    this.#changes[first] = (this.#changes[first] ?? 0) + 1;
    this.#changes[last] = (this.#changes[last] ?? 0) - 1;
  }

  /** The minutes added, by cell of the week. */
  minutes(): number[] {
    const { zone, from, to } = this.#window;
    const cells = new Array<number>(cellsOfWeek).fill(0);
    let now = 0;
    for (const { begin, end, offset } of periods(zone, from, to)) {
      for (let minute = begin; minute < end; ) {
        const hour = Math.floor((minute + offset) / 60);
        const until = Math.min(end, (hour + 1) * 60 - offset);
        let sum = 0;
        for (; minute < until; minute++) {
          now += this.#changes[minute - from] ?? 0;
          sum += now;
        }
        const cell = cellOf(hour);
        cells[cell] = (cells[cell] ?? 0) + sum;
      }
    }
    return cells;
  }
}

/** The cells of the week that these spans touch, each once, on the wall clock of a zone. */
export function cellsTouched(
  zone: string,
  spans: readonly (readonly [start: number, end: number])[],
): Set<number> {
  const cells = new Set<number>();
  for (const [start, end] of spans) {
    for (const period of periods(zone, start, end)) {
      const last = Math.floor((period.end - 1 + period.offset) / 60);
      for (let hour = Math.floor((period.begin + period.offset) / 60); hour <= last; hour++) {
        cells.add(cellOf(hour));
        if (cells.size === cellsOfWeek) return cells;
      }
    }
  }
  return cells;
}

/** The cell of the week in which an epoch minute lies. */
export const cellAt = (zone: string, minute: number): number =>
  cellOf(Math.floor((minute + offsetAt(zone, minute)) / 60));
