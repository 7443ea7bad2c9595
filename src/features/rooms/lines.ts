/** Minutes of silence after which somebody who goes on writing is named again. */
const pause = 5;

interface Said {
  readonly number: number;
  readonly author_id: string;
  readonly created_at: Temporal.Instant;
}

/** How a line stands among the others. */
export interface Place {
  /** Begins what somebody says: with name and time. */
  readonly head: boolean;
  /** The first of a day, in the reader's zone. */
  readonly newDay: boolean;
  /** The first that its reader has not seen. */
  readonly firstNew: boolean;
}

/** Puts lines, the newest last, into days and turns. `seen` is the last number that the reader was shown before; null marks nothing. */
export function placesOf(
  lines: readonly Said[],
  { zone, seen, own }: { zone: string; seen: number | null; own: string | null },
): Place[] {
  const fresh = seen === null ? -1 : lines.findIndex((line) => line.number > seen && line.author_id !== own);
  let dayEnds = Number.NEGATIVE_INFINITY;
  return lines.map((line, i) => {
    const before = lines[i - 1];
    const at = line.created_at.epochMilliseconds;
    const newDay = at >= dayEnds;
    if (newDay) dayEnds = endOfDay(line.created_at, zone);
    const firstNew = i === fresh && i > 0;
    const apart =
      before?.author_id !== line.author_id || at - before.created_at.epochMilliseconds > pause * 60_000;
    return { head: apart || newDay || firstNew, newDay, firstNew };
  });
}

/** When the day of an instant is over in a zone, in epoch milliseconds. */
const endOfDay = (at: Temporal.Instant, zone: string): number =>
  at.toZonedDateTimeISO(zone).startOfDay().add({ days: 1 }).epochMilliseconds;
