/** The time, injected: tests and the demo decide what "now" is. */
export interface Clock {
  now(): Temporal.Instant;
}

export const systemClock: Clock = { now: () => Temporal.Now.instant() };

/** A clock that stands still until it is set. */
export function fixedClock(start: string): Clock & { set(instant: string): void } {
  let current = Temporal.Instant.from(start);
  return {
    now: () => current,
    set: (instant) => {
      current = Temporal.Instant.from(instant);
    },
  };
}

export const minuteOf = (instant: Temporal.Instant): number => Math.floor(instant.epochMilliseconds / 60_000);

export const instantOf = (epochMinute: number): Temporal.Instant =>
  Temporal.Instant.fromEpochMilliseconds(epochMinute * 60_000);
