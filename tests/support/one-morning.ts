import type { Place, Provider, Question } from "#features/availability/question.ts";
import { NONE, type Spans, span } from "#features/availability/spans.ts";

// The smallest world in which there is something to book: one Monday morning in London, nine to twelve (UTC+1).

export const [SUNDAY, MONDAY, TUESDAY] = [0, 1, 2];

/** An epoch minute from an ISO instant. */
export const minute = (iso: string): number => Math.round(Date.parse(iso) / 60_000);

/** A date as days since 1970-01-01. */
export const date = (iso: string): number => Math.round(Date.parse(iso) / 86_400_000);

/** Epoch minutes as people read them, in UTC. */
export const iso = (minutes: readonly number[]): string[] =>
  minutes.map((at) => new Date(at * 60_000).toISOString().slice(0, 16));

/** A time of that morning in UTC, "08:00" when the hours begin. */
export const at = (time: string): number => minute(`2027-06-07T${time}Z`);

export const during = (from: string, to: string): Spans => span(at(from), at(to));

/** What `iso` gives for these times of that morning. */
export const clock = (...times: string[]): string[] => times.map((time) => `2027-06-07T${time}`);

/** The hours from nine to twelve on Mondays. */
export const mornings: Place = { weekly: [{ day: MONDAY, start: 540, end: 720 }], exceptions: [] };

/** Asks for an hour on that Monday, every half hour, with nothing in the way. */
export function ask(question: Partial<Question> = {}): Question {
  return {
    from: at("00:00"),
    to: at("00:00") + 1440,
    durationMinutes: 60,
    starts: { zone: "Europe/London", minutesOfHour: [0, 30] },
    earliest: minute("2027-06-01T00:00Z"),
    latest: minute("2027-07-01T00:00Z"),
    closings: NONE,
    memberBusy: NONE,
    ...question,
  };
}

/** A provider with these hours and nothing else to do. */
export function someone(provider: Partial<Provider> = {}): Provider {
  return {
    id: "talia",
    zone: "Europe/London",
    places: [mornings],
    busy: NONE,
    bufferBefore: 0,
    bufferAfter: 0,
    ...provider,
  };
}
