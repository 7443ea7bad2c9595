import { isOnGrid } from "./grid.ts";
import { type Place, type Provider, type Question, RULES, type Rule } from "./question.ts";
import { Sieve } from "./sieve.ts";
import { span } from "./spans.ts";
import type { Listener } from "./trace.ts";

/** The one start of a sieve that is asked about a single moment. */
const IT = span(0, 1);

/**
 * Why a meeting cannot start at an epoch minute with this provider: every rule that forbids it, in the order of
 * `RULES`; none when it is free. The window of the question does not matter. Of several places the one where most
 * is in favour speaks.
 */
export function explain(question: Question, provider: Provider, start: number): Rule[] {
  const sieve = sieveAround(question, start);
  const rules = new Set<Rule>(againstAllPlaces(sieve, provider));
  for (const { rule, starts, core } of sieve.vetoes.of(provider)) {
    if (starts.length > 0) rules.add(core && core.countIn(IT) > 0 ? core.rule : rule);
  }
  return isOnGrid(question.starts, start) ? [...rules] : ["grid", ...rules];
}

/** The places at which a meeting with this provider can start at an epoch minute: open, not full, and they are free. */
export function placesFreeAt(question: Question, provider: Provider, start: number): Place[] {
  return provider.places.filter(
    (place) => explain(question, { ...provider, places: [place] }, start).length === 0,
  );
}

/** A sieve for this minute alone, as if it were an allowed one. */
function sieveAround(question: Question, start: number): Sieve {
  const minuteOfHour = ((start % 60) + 60) % 60;
  return new Sieve({
    ...question,
    from: start,
    to: start + 1,
    starts: { zone: "UTC", minutesOfHour: [minuteOfHour] },
  });
}

function againstAllPlaces(sieve: Sieve, { places, zone }: Provider): Rule[] {
  const each = places.map((place) => againstPlace(sieve, place, zone));
  const [first = ["hours"]] = each;
  return each.reduce((best, rules) => (rank(rules) > rank(best) ? rules : best), first);
}

function againstPlace(sieve: Sieve, place: Place, zone: string): Rule[] {
  const rules: Rule[] = [];
  const listener: Listener = {
    hours(left, replaced) {
      if (left.length === 0) rules.push(replaced.length > 0 ? "exception" : "hours");
    },
    obeyed({ rule, starts }) {
      if (starts.length > 0) rules.push(rule);
    },
  };
  sieve.startsAt(place, zone, listener);
  return rules;
}

/** How far a place came through the rules. */
function rank([first]: readonly Rule[]): number {
  return first ? RULES.indexOf(first) : RULES.length;
}
