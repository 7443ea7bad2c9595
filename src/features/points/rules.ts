/** What points are about, in the order in which it is shown. */
export const areas = ["profile", "meetings", "rooms", "reviews", "connections"] as const;
export type Area = (typeof areas)[number];

/** The parts of Kith that a community may do without and that rules are about. */
type Module = "groups" | "rooms";

/**
 * All rules, in the order in which they make sense. A rule counts something `most` times at most, so that every list of points has
 * an end, and what could be overdone counts by weeks: whoever gives thirty meetings in a week has no more of it than whoever gives
 * one. Nothing here depends on what others think of somebody, nor on how many hours they give. See docs/decisions/points.md.
 */
export const rules = [
  { key: "greeting", area: "profile", points: 2, most: 1 },
  { key: "bio", area: "profile", points: 5, most: 1 },
  { key: "experiences", area: "profile", points: 3, most: 1 },
  { key: "languages", area: "profile", points: 3, most: 1 },
  { key: "qualification", area: "profile", points: 3, most: 1 },
  { key: "preferences", area: "profile", points: 4, most: 1 },
  { key: "hours", area: "meetings", points: 5, most: 1 },
  { key: "alone", area: "meetings", points: 5, most: 1 },
  { key: "alone_weeks", area: "meetings", points: 2, most: 20 },
  { key: "group", area: "meetings", points: 5, most: 1, module: "groups" },
  { key: "group_weeks", area: "meetings", points: 2, most: 20, module: "groups" },
  { key: "said_weeks", area: "meetings", points: 1, most: 20 },
  { key: "notes", area: "meetings", points: 3, most: 1 },
  { key: "room", area: "rooms", points: 2, most: 1, module: "rooms" },
  { key: "room_weeks", area: "rooms", points: 2, most: 20, module: "rooms" },
  { key: "moderating", area: "rooms", points: 5, most: 1, module: "rooms" },
  { key: "published", area: "reviews", points: 1, most: 10 },
  { key: "answered", area: "reviews", points: 2, most: 10 },
  { key: "connected", area: "connections", points: 2, most: 10 },
] as const satisfies readonly {
  /** Names it in the words, in the addresses and in what is stored. */
  key: string;
  area: Area;
  /** What it gives each time. */
  points: number;
  /** How often it counts at most. */
  most: number;
  module?: Module;
}[];

export type Rule = (typeof rules)[number];
export type RuleKey = Rule["key"];

/** How often each rule is met, up to its most. */
export type Counts = Readonly<Record<RuleKey, number>>;

/** The rules that hold where a community uses these parts of Kith. */
export const rulesWith = (modules: Readonly<Record<Module, boolean>>): Rule[] =>
  rules.filter((rule) => !("module" in rule) || modules[rule.module]);

/** How far one rule is met. */
export interface Line {
  readonly rule: Rule;
  readonly count: number;
  readonly points: number;
}

export interface AreaPoints {
  readonly area: Area;
  readonly points: number;
  /** What there is to have. */
  readonly most: number;
  readonly lines: readonly Line[];
}

export interface Points {
  readonly points: number;
  readonly most: number;
  /** Those that have a rule, in their order. */
  readonly areas: readonly AreaPoints[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The points of somebody whom the rules fit so often. */
export function pointsFrom(inForce: readonly Rule[], counts: Counts): Points {
  const found = areas.flatMap((area) => {
    const own = inForce.filter((rule) => rule.area === area);
    if (own.length === 0) return [];
    const lines = own.map((rule) => {
      const count = Math.min(counts[rule.key], rule.most);
      return { rule, count, points: count * rule.points };
    });
    const most = sum(own.map((rule) => rule.most * rule.points));
    return [{ area, points: sum(lines.map(({ points }) => points)), most, lines }];
  });
  return {
    points: sum(found.map(({ points }) => points)),
    most: sum(found.map(({ most }) => most)),
    areas: found,
  };
}

const steps = [1, 3, 5, 10, 20];

/** How often somebody can set out to meet a rule. */
export const stepsOf = ({ most }: Rule): number[] => steps.filter((step) => step <= most);

/** So many goals can be open at a time: a longer list is no help. */
export const mostGoals = 5;

/** What somebody set out to do. */
export interface Goal {
  readonly id: string;
  readonly rule: RuleKey;
  readonly target: number;
  readonly chosenAt: Temporal.Instant;
  /** When it was first seen to be reached; null while it is open. */
  readonly doneAt: Temporal.Instant | null;
}

/** A goal with its rule, and how often that is met: the target at most. */
export interface GoalLine extends Omit<Goal, "rule"> {
  readonly rule: Rule;
  readonly count: number;
}

/** A rule and how often it is to be met. */
export interface Step {
  readonly rule: Rule;
  readonly count: number;
  readonly target: number;
}

/** What can still be set out for: every step that is not reached yet, of every rule that no open goal is about. */
export function choicesFrom({ areas: shown }: Points, open: readonly GoalLine[]): Step[] {
  const taken = new Set(open.map(({ rule }) => rule.key));
  return shown.flatMap(({ lines }) =>
    lines
      .filter(({ rule }) => !taken.has(rule.key))
      .flatMap(({ rule, count }) =>
        stepsOf(rule)
          .filter((target) => target > count)
          .map((target) => ({ rule, count, target })),
      ),
  );
}

/** Where to begin: of each area the next step of the first rule that has one, three at most. */
export function suggestionsFrom(choices: readonly Step[]): Step[] {
  const firsts = areas.flatMap((area) => choices.find(({ rule }) => rule.area === area) ?? []);
  return firsts.slice(0, 3);
}

/** Whether this names a rule that holds. */
export const ruleNamed = (inForce: readonly Rule[], key: string): Rule | undefined =>
  inForce.find((rule) => rule.key === key);
