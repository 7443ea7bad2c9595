import type { Spans } from "../availability/index.ts";
import type { Wished } from "./request.ts";

/** What a member asks for, as far as a provider may know it. */
export interface Asked {
  /** Ids of lived experiences. */
  readonly experiences: readonly string[];
  /** Id of the wanted gender; null without one. */
  readonly gender: string | null;
  readonly flexible: boolean;
  readonly windows: readonly Wished[];
}

/** What a provider has told about themself, and when they are open. */
export interface Offered {
  readonly experiences: readonly string[];
  readonly gender: string | null;
  /** Epoch minutes. */
  readonly free: Spans;
}

/** How well a request suits a provider, and why. */
export interface Fit {
  readonly score: number;
  /** Ids of the lived experiences that are sought and told. */
  readonly experiences: readonly string[];
  /** Whether a gender is wanted and it is the provider's. */
  readonly gender: boolean;
  /** In how many of the wished times the provider has something free. */
  readonly windows: number;
}

/**
 * What each reason counts. A shared experience outweighs the rest; times count up to two, so that who names many is not ahead of
 * who names two, and who is flexible suits as well as they do.
 */
export const weights = { experience: 4, gender: 3, window: 1, mostWindows: 2 } as const;

/** A preference that excludes a provider counts as no preference: nothing is taken off. */
export function fitOf(asked: Asked, offered: Offered): Fit {
  const told = new Set(offered.experiences);
  const experiences = asked.experiences.filter((id) => told.has(id));
  const gender = asked.gender !== null && asked.gender === offered.gender;
  const windows = asked.flexible ? 0 : asked.windows.filter((window) => touches(offered.free, window)).length;
  const time = asked.flexible ? weights.mostWindows : Math.min(windows, weights.mostWindows);
  const score =
    weights.experience * experiences.length + (gender ? weights.gender : 0) + weights.window * time;
  return { score, experiences, gender, windows };
}

/** Whether there is any reason to tell this provider before others. */
export const hasReason = (fit: Fit): boolean => fit.experiences.length > 0 || fit.gender || fit.windows > 0;

function touches(free: Spans, { start, end }: Wished): boolean {
  for (let i = 0; i < free.length; i += 2) {
    const [begins = 0, ends = 0] = [free[i], free[i + 1]];
    if (begins < end && start < ends) return true;
  }
  return false;
}
