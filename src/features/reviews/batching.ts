/** So few writers are never told apart: a review always has at least as many people who can have written it. */
export const together = 3;

/** For so many days its writer can change a review. Nobody else learns of it before. */
export const editableDays = 14;

export const editableMinutes = editableDays * 24 * 60;

/** A review that is not published yet, as far as deciding needs it. */
export interface Waiting {
  readonly id: string;
  /** From then on nothing changes in it any more; epoch minutes. */
  readonly sureFrom: number;
  /** Stars alone. */
  readonly silent: boolean;
  /** Whoever wrote it is gone, as everybody can see, and so are its words. */
  readonly orphaned: boolean;
}

export interface Standing {
  readonly waiting: readonly Waiting[];
  /** Who met the provider, and until when; epoch minutes. */
  readonly attended: readonly { readonly person: string; readonly end: number }[];
  /** When reviews of this provider were published last; epoch minutes. */
  readonly before: number | null;
}

/**
 * The ids of the reviews of one provider to publish at a cutoff (epoch minutes), all at once, or none.
 *
 * Who sees the page every day and knows every meeting must not learn more than "one of these": so at least three people who are
 * still here have to be among the writers, and at least three people met the provider since the last time, early enough to have
 * written one of these. Somebody who has left can only have written one without words, so theirs waits until it is one of three
 * such.
 */
export function batchOf({ waiting, attended, before }: Standing, cutoff: number): string[] {
  const sure = waiting.filter(({ sureFrom }) => sureFrom <= cutoff);
  const living = sure.filter(({ orphaned }) => !orphaned);
  if (living.length < together || recent(attended, before, cutoff) < together) return [];
  const hidden = sure.filter(({ silent }) => silent).length >= together;
  return (hidden ? sure : living).map(({ id }) => id);
}

/** How many people met the provider when the reviews of the last time were written already, and those of this time were not. */
function recent(attended: Standing["attended"], before: number | null, cutoff: number): number {
  const from = before === null ? Number.NEGATIVE_INFINITY : before - editableMinutes;
  const within = attended.filter(({ end }) => end > from && end <= cutoff - editableMinutes);
  return new Set(within.map(({ person }) => person)).size;
}
