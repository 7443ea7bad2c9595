import { displayName } from "../people/person.ts";
import { startsFor } from "./answers.ts";
import { explain } from "./explain.ts";
import type { Availability } from "./load.ts";
import type { RemovingRule, Rule } from "./question.ts";
import { removedByRule, ruleNames } from "./why.ts";

/** How many starts a rule took; each start counts for the first rule that did. */
export interface Figure {
  readonly rule: RemovingRule;
  readonly removed: number;
}

/** Rule by rule why there are times or none, over a window: of all providers together and of each. */
export interface WindowReport {
  /** Starts at the community's minutes of the hour, counted once for every provider. */
  readonly allowed: number;
  readonly free: number;
  /** Every rule, in the order in which they are asked. */
  readonly figures: readonly Figure[];
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    readonly free: number;
    readonly removed: Readonly<Record<RemovingRule, number>>;
  }[];
}

/** The engine's own trace of a window, as figures. */
export function reportOf(availability: Availability): WindowReport {
  const { providers } = startsFor(availability, { trace: true });
  const each = availability.providers.flatMap((provider, i) => {
    const times = providers[i];
    if (!times?.trace) return [];
    const { allowed, removed } = times.trace;
    const taken = ruleNames.reduce((sum, rule) => sum + removed[rule], 0);
    return [{ id: provider.id, name: displayName(provider), free: allowed - taken, removed, allowed }];
  });
  return {
    allowed: each.reduce((sum, { allowed }) => sum + allowed, 0),
    free: each.reduce((sum, { free }) => sum + free, 0),
    figures: removedByRule(providers),
    providers: each,
  };
}

/** What forbids one start, provider by provider: every rule that does, none for who is free. */
export interface MomentReport {
  readonly providers: readonly {
    readonly id: string;
    readonly name: string;
    readonly rules: readonly Rule[];
  }[];
}

export function momentOf({ question, providers }: Availability, at: number): MomentReport {
  return {
    providers: providers.map((provider) => ({
      id: provider.id,
      name: displayName(provider),
      rules: explain(question, provider.engine, at),
    })),
  };
}
