import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { whenOf } from "#ui/when.ts";
import { faultWords } from "../../words/faults.ts";
import { nameOf } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import type { Choices } from "./choices.ts";
import { isFree, type Obstacles, obstaclesTo } from "./obstacles.ts";
import { readTiming, type TypedTiming } from "./reading.ts";

/** One time as it is looked at before it is taken. */
export interface LookedAt {
  /** Epoch minutes. */
  readonly start: number;
  readonly when: string;
  /** Why it cannot be, in finished words; nothing when it can. */
  readonly why: readonly string[];
  /** The clock skips this time on that day, so it is later than on the others. */
  readonly skipped: boolean;
}

/** What was typed of when and where, as it would be. */
export interface Look {
  /** On the host's clock, with the name of the zone; and on the reader's own, where that is another. */
  readonly hosts: string;
  readonly own: string | null;
  readonly twice: boolean;
  /** The community is closed at one of the times, which can be overruled. */
  readonly closed: boolean;
  /** In their order. */
  readonly times: readonly LookedAt[];
}

export type Seen =
  | { readonly look: Look }
  /** What is wrong with a time that cannot be read; nothing while none was typed. */
  | { readonly look: null; readonly unread: readonly string[] };

interface Asked {
  readonly typed: TypedTiming;
  /** Ids of who is to give it. */
  readonly hosts: readonly string[];
  readonly choices: Choices;
  readonly movedMeetingId?: string | undefined;
}

/** Looks at when and where as it is typed, before anything is taken. */
export async function lookAt(trx: Scoped, visit: Visit, asked: Asked): Promise<Seen> {
  const { typed, hosts, choices, movedMeetingId } = asked;
  const { now, zone, community, t } = visit;
  const read = readTiming(typed, choices, minuteOf(now));
  if (!read.ok) {
    const isTyped = typed.date !== "" && typed.time !== "";
    return { look: null, unread: isTyped ? Object.values(faultWords(t, read.fields)) : [] };
  }
  const { wish } = read;
  const minutes = wish.end - wish.start;
  const spans = wish.occurrences.map(({ start }) => ({ start, end: start + minutes }));
  const { locationId } = wish.place;
  const found = await obstaclesTo(trx, { community, hosts, locationId, spans, movedMeetingId });
  const whenIn = (of: string, start: number) => whenOf({ zone: of, now }, start, minutes);
  return {
    look: {
      hosts: whenIn(typed.zone, wish.start),
      own: typed.zone === zone ? null : whenIn(zone, wish.start),
      twice: wish.twice,
      closed: found.some(({ closings }) => closings.length > 0),
      times: found.map((one, turn) => ({
        start: one.start,
        when: whenIn(typed.zone, one.start),
        why: isFree(one, typed.anyway) ? [] : reasons(visit, one, choices, typed.anyway),
        skipped: wish.occurrences[turn]?.skipped ?? false,
      })),
    },
  };
}

function reasons(
  { t, actor }: Visit,
  { busy, place, closings }: Obstacles,
  { hosts }: Choices,
  anyway: boolean,
): string[] {
  const names = busy.flatMap((id) => {
    const host = hosts.find((one) => one.id === id);
    return host && id !== actor.id ? [nameOf(host)] : [];
  });
  return [
    ...(actor.id && busy.includes(actor.id) ? [t("groups.why.you")] : []),
    ...(names.length > 0 ? [t("groups.why.busy", { names: names.join(", ") })] : []),
    ...(place === "free" ? [] : [t(`fault.scheduling.${place}`)]),
    ...(anyway || closings.length === 0 ? [] : [t("groups.why.closing", { name: closings.join(", ") })]),
  ];
}
