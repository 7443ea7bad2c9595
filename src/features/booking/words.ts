import { instantOf } from "#platform/clock.ts";
import { span, zoneName } from "#ui/when.ts";
import type { Visit } from "../visits/visit.ts";

/** "Tue 1 Dec, 10:00–10:30, New York (GMT-5)": a start (epoch minutes) and its length, as the visitor reads times. */
export function whenOf({ zone, now }: Pick<Visit, "zone" | "now">, at: number, minutes: number): string {
  const start = instantOf(at);
  return `${span(start, instantOf(at + minutes), zone, now)}, ${zoneName(zone, start)}`;
}
