import { isOnGrid } from "./grid.ts";
import type { AskedProvider } from "./inputs.ts";
import type { Availability, Location } from "./load.ts";
import type { Place, Rule } from "./question.ts";
import { RULES } from "./question.ts";
import { type FreeTimes, freeTimes } from "./slots.ts";

/** Every free start of the window, provider by provider and all together; with `trace` also which rule took how many. */
export function startsFor(availability: Availability, options: { trace?: boolean } = {}): FreeTimes {
  return freeTimes(
    availability.question,
    availability.providers.map(({ engine }) => engine),
    options,
  );
}

/** Who of the providers is free at exactly this start (epoch minutes), in their order. */
export function freeAt(availability: Availability, at: number): AskedProvider[] {
  return availability.providers.filter((provider) => rulesAgainst(availability, provider, at).length === 0);
}

/** Where a provider can be met at this start: open, not full, and within the provider's hours there. */
export function locationsAt(availability: Availability, providerId: string, at: number): Location[] {
  return availability.locations.filter(({ id }) => verdictOn(availability, providerId, at, id).free);
}

export type Verdict =
  | { readonly free: true }
  /** `rules` names what forbids it; none when the provider does not give this service. */
  | { readonly free: false; readonly rules: readonly Rule[] };

/**
 * Whether one provider can be met at one start (epoch minutes) and place. `locationId` null stands for no place at all, which is
 * right only for a format whose ways have no locations.
 */
export function verdictOn(
  availability: Availability,
  providerId: string,
  at: number,
  locationId: string | null,
): Verdict {
  const provider = availability.providers.find(({ id }) => id === providerId);
  const place = provider?.places.find((candidate) => (candidate.locationId ?? null) === locationId);
  if (!provider || !place) return { free: false, rules: [] };
  const rules = rulesAgainst(availability, provider, at, [place]);
  return rules.length === 0 ? { free: true } : { free: false, rules };
}

function rulesAgainst(
  { question }: Availability,
  { engine }: AskedProvider,
  at: number,
  places: readonly Place[] = engine.places,
): Rule[] {
  if (!isOnGrid(question.starts, at)) return ["grid"];
  const { providers } = freeTimes({ ...question, from: at, to: at + 1 }, [{ ...engine, places }], {
    trace: true,
  });
  const removed = providers[0]?.trace?.removed;
  return RULES.filter((rule) => rule !== "grid" && (removed?.[rule] ?? 0) > 0);
}
