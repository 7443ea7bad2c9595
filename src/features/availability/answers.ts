import { explain } from "./explain.ts";
import type { AskedProvider } from "./inputs.ts";
import type { Availability, Location } from "./load.ts";
import type { Rule } from "./question.ts";
import { type FreeTimes, freeTimes } from "./slots.ts";

/** Every free start of the window, provider by provider and all together; with `trace` also which rule took how many. */
export function startsFor(availability: Availability, options: { trace?: boolean } = {}): FreeTimes {
  const engines = availability.providers.map(({ engine }) => engine);
  return freeTimes(availability.question, engines, options);
}

/** Who of the providers is free at exactly this start (epoch minutes), in their order. */
export function freeAt({ question, providers }: Availability, at: number): AskedProvider[] {
  const engines = providers.map(({ engine }) => engine);
  const { providers: found } = freeTimes({ ...question, from: at, to: at + 1 }, engines);
  return providers.filter((_, i) => (found[i]?.starts.length ?? 0) > 0);
}

/** Where a provider can be met at this start: open, not full, and within the provider's hours there. */
export function locationsAt(availability: Availability, providerId: string, at: number): Location[] {
  return availability.locations.filter(({ id }) => verdictOn(availability, providerId, at, id).free);
}

export type Verdict =
  | { readonly free: true }
  /** `rules` names all that forbids it; none when the provider does not give this service at such a place. */
  | { readonly free: false; readonly rules: readonly Rule[] };

/**
 * Whether one provider can be met at one start (epoch minutes) and place. `locationId` null stands for no place at all, which is
 * right only for a format whose ways have no locations.
 */
export function verdictOn(
  { question, providers }: Availability,
  providerId: string,
  at: number,
  locationId: string | null,
): Verdict {
  const provider = providers.find(({ id }) => id === providerId);
  const place = provider?.places.find((candidate) => (candidate.locationId ?? null) === locationId);
  if (!provider || !place) return { free: false, rules: [] };
  const rules = explain(question, { ...provider.engine, places: [place] }, at);
  return rules.length === 0 ? { free: true } : { free: false, rules };
}
