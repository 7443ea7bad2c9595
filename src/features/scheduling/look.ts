import { instantOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { span, whenOf } from "#ui/when.ts";
import { faultWords } from "../../words/faults.ts";
import type { Translate } from "../../words/translate.ts";
import { displayName } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import { faultsOf, type Obstacles, obstaclesTo, type Pair } from "./obstacles.ts";
import type { Clash } from "./queries.ts";
import type { Wish } from "./reading.ts";

export interface Reader {
  readonly name: string;
  /** IANA. */
  readonly zone: string;
}

/** A time as both read it, and what stands against it in finished words, by field. */
export interface Look {
  /** For the provider and for the member, each with the name of the zone. */
  readonly own: string;
  readonly theirs: string;
  readonly faults: Readonly<Record<string, string>>;
  /** The clock shows this time twice. */
  readonly twice: boolean;
  /** The community is closed then, which can be overruled. */
  readonly closed: boolean;
}

interface Asked {
  readonly pair: Pair;
  readonly wish: Wish;
  /** On whose clock the provider typed. */
  readonly zone: string;
  readonly member: Reader;
  readonly anyway: boolean;
}

/** Looks at a time before it is taken. */
export async function lookAt(trx: Scoped, visit: Visit, asked: Asked): Promise<Look> {
  const { wish, zone, member } = asked;
  const { now } = visit;
  const obstacles = await obstaclesTo(trx, asked.pair, wish);
  const minutes = wish.end - wish.start;
  return {
    own: whenOf({ zone, now }, wish.start, minutes),
    theirs: whenOf({ zone: member.zone, now }, wish.start, minutes),
    faults: faultTexts(visit, obstacles, asked),
    twice: wish.twice,
    closed: obstacles.closings.length > 0,
  };
}

function faultTexts({ t, now }: Visit, obstacles: Obstacles, { zone, member, anyway }: Asked) {
  const faults = faultsOf(obstacles, anyway);
  return {
    ...faultWords(t, faults),
    ...(faults.time && {
      time: [
        ...obstacles.own.map((clash) => clashText(t, clash, zone, now)),
        ...(obstacles.memberBusy ? [t("scheduling.clash.member", { name: member.name })] : []),
      ].join(" "),
    }),
    ...(faults.date && { date: t("scheduling.clash.closing", { name: obstacles.closings.join(", ") }) }),
  };
}

function clashText(
  t: Translate,
  { kind, name, others, start, end }: Clash,
  zone: string,
  now: Temporal.Instant,
): string {
  const when = span(instantOf(start), instantOf(end), zone, now);
  if (kind === "kept") return t("scheduling.clash.kept", { when });
  if (kind === "held") return t("scheduling.clash.held", { name, when });
  if (others.length === 0) return t("scheduling.clash.group", { name, when });
  return t("scheduling.clash.own", { name, when, others: others.map(displayName).join(", ") });
}
