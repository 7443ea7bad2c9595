import type { Grid } from "./grid.ts";
import type { Block, Place, Provider, Question, RemovingRule } from "./question.ts";
import { NONE, type Spans, span, subtract } from "./spans.ts";

/** A rule and the starts it forbids, as places in the grid. */
export interface Veto {
  readonly rule: RemovingRule;
  readonly starts: Spans;
  /** A stricter rule that forbids some of them by itself. */
  readonly core?: { readonly rule: RemovingRule; countIn(places: Spans): number };
}

/** Further away than any question reaches, yet a small integer. */
const FOREVER = 2 ** 30;

/** Everything but the hours that can forbid a start. What a question alone forbids is worked out once for all. */
export class Vetoes {
  readonly #question: Question;
  readonly #grid: Grid;
  /** A meeting may start this many minutes before something and still touch it. */
  readonly #overlap: number;
  readonly #closing: Veto;
  readonly #notice: Veto;
  readonly #horizon: Veto;
  readonly #memberCap: Veto;
  readonly #memberBusy: Veto;

  constructor(question: Question, grid: Grid) {
    this.#question = question;
    this.#grid = grid;
    this.#overlap = question.durationMinutes - 1;
    this.#closing = this.#whileMeeting("closing", question.closings);
    this.#notice = this.#beginningIn("notice", span(-FOREVER, question.earliest));
    this.#horizon = this.#beginningIn("horizon", span(question.latest + 1, FOREVER));
    this.#memberCap = this.#beginningIn("member_cap", question.memberCapped ?? NONE);
    this.#memberBusy = this.#whileMeeting("member_busy", question.memberBusy);
  }

  /** At one place, beside its hours. */
  at({ open, full = NONE }: Place): [closed: Veto, full: Veto] {
    const { from, to } = this.#question;
    const closed = open ? subtract(span(from, to + this.#overlap), open) : NONE;
    return [this.#whileMeeting("location_closed", closed), this.#whileMeeting("location_full", full)];
  }

  /** Wherever the provider is met, in the order of the rules. */
  of(provider: Provider): Veto[] {
    const { blocks = [], earliest = this.#question.earliest } = provider;
    const vetoes: Veto[] = [];
    for (const spans of blocked(blocks, "paused")) vetoes.push(this.#whileMeeting("paused", spans));
    const stricter = earliest > this.#question.earliest;
    vetoes.push(
      this.#closing,
      stricter ? this.#beginningIn("notice", span(-FOREVER, earliest)) : this.#notice,
      this.#horizon,
    );
    for (const spans of blocked(blocks, "weekly_cap")) vetoes.push(this.#beginningIn("weekly_cap", spans));
    vetoes.push(this.#busy(provider), this.#memberCap, this.#memberBusy);
    return vetoes;
  }

  /** Busy times with their buffers. */
  #busy({ busy, bufferBefore, bufferAfter }: Provider): Veto {
    if (bufferBefore === 0 && bufferAfter === 0) return this.#whileMeeting("busy", busy);
    const overlap = this.#overlap;
    const starts = this.#grid.placesIn(busy, overlap + bufferAfter, bufferBefore);
    const countIn = (places: Spans) => this.#grid.countIn(places, busy, overlap);
    return { rule: "buffer", starts, core: { rule: "busy", countIn } };
  }

  #whileMeeting(rule: RemovingRule, spans: Spans): Veto {
    return { rule, starts: this.#grid.placesIn(spans, this.#overlap) };
  }

  #beginningIn(rule: RemovingRule, spans: Spans): Veto {
    return { rule, starts: this.#grid.placesIn(spans) };
  }
}

function blocked(blocks: readonly Block[], reason: Block["reason"]): Spans[] {
  return blocks.filter((block) => block.reason === reason).map(({ spans }) => spans);
}
