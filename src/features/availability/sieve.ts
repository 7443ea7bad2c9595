import { Grid } from "./grid.ts";
import { type Dates, datesAround, openHours } from "./hours.ts";
import type { Place, Provider, Question } from "./question.ts";
import { joinedWith, NONE, type Spans, subtract, union } from "./spans.ts";
import { Gathering, type Listener } from "./trace.ts";
import { type Veto, Vetoes } from "./vetoes.ts";

/** One question, made ready to be asked of many providers. */
export class Sieve {
  readonly grid: Grid;
  readonly vetoes: Vetoes;
  readonly #question: Question;
  readonly #overlap: number;
  readonly #dates = new Map<string, Dates>();

  constructor(question: Question) {
    this.grid = new Grid(question);
    this.vetoes = new Vetoes(question, this.grid);
    this.#question = question;
    this.#overlap = question.durationMinutes - 1;
  }

  /** The starts free with a provider. */
  sift(provider: Provider, listener?: Listener): Spans {
    const anywhere = this.#startsAnywhere(provider, listener);
    return obey(anywhere, this.vetoes.of(provider), listener);
  }

  /** A start is kept if one place keeps it. */
  #startsAnywhere({ places, zone }: Provider, listener?: Listener): Spans {
    const gathering = listener && places.length !== 1 ? new Gathering() : undefined;
    let anywhere = NONE;
    for (const place of places) anywhere = union(anywhere, this.startsAt(place, zone, gathering ?? listener));
    if (listener) gathering?.tell(listener);
    return anywhere;
  }

  /** The starts at one place, were the provider otherwise free. */
  startsAt(place: Place, zone: string, listener?: Listener): Spans {
    const { open, replaced } = openHours(place, this.#datesIn(zone), listener !== undefined);
    const left = this.#fitting(open);
    listener?.hours(left, replaced.length === 0 ? NONE : this.#fitting(joinedWith(replaced, open)));
    return obey(left, this.vetoes.at(place), listener);
  }

  #fitting(hours: Spans): Spans {
    return this.grid.placesIn(hours, 0, -this.#overlap);
  }

  #datesIn(zone: string): Dates {
    const { from, to } = this.#question;
    const dates = this.#dates.get(zone) ?? datesAround(zone, from, to + this.#overlap);
    this.#dates.set(zone, dates);
    return dates;
  }
}

function obey(starts: Spans, vetoes: readonly Veto[], listener?: Listener): Spans {
  let left = starts;
  for (const veto of vetoes) {
    left = subtract(left, veto.starts);
    listener?.obeyed(veto, left);
  }
  return left;
}
