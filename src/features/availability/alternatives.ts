import type { Scoped } from "#platform/database/scope.ts";
import { displayName } from "../people/person.ts";
import { startsFor } from "./answers.ts";
import { type Asked, type Availability, askAvailability } from "./load.ts";
import { type WhyNone, whyNone } from "./why.ts";
import { localDate, startOfDate } from "./zones.ts";

/** What else somebody who found no time can do. Starts are epoch minutes. */
export interface Alternatives {
  /** The next free starts of what was asked, whenever they are. */
  readonly next: readonly number[];
  /** Others who give the same service, each with their next free start. */
  readonly others: readonly { readonly id: string; readonly name: string; readonly at: number }[];
  /** The service that anyone may give, with its next free start. */
  readonly generic: { readonly id: string; readonly code: string; readonly at: number } | null;
}

export interface NoTimes {
  readonly reason: WhyNone;
  readonly alternatives: Alternatives;
}

const mostNext = 4;
const mostOthers = 3;

/**
 * Why `availability`, asked as `asked`, has no free start, and the nearest alternatives as far ahead as may be booked. Takes a
 * statement, and a second one where there is a generic service to turn to.
 */
export async function explainNoTimes(
  trx: Scoped,
  asked: Asked,
  availability: Availability,
): Promise<NoTimes> {
  const reason = whyNone(startsFor(availability, { trace: true }));
  const ahead = { ...asked, ...bookable(asked), providerIds: undefined };
  const everyone = await askAvailability(trx, ahead);
  const { next, others } = everyone ? nearest(everyone, asked) : { next: [], others: [] };

  const { generic } = availability;
  const offersGeneric = generic && next.length === 0 && !asked.movedMeetingId;
  const fallback = offersGeneric ? await askAvailability(trx, { ...ahead, serviceId: generic.id }) : null;
  const at = fallback ? startsFor(fallback).starts[0] : undefined;
  const turnTo = generic && at !== undefined ? { id: generic.id, code: generic.code, at } : null;
  return { reason, alternatives: { next, others, generic: turnTo } };
}

/** From now to the last day that may be booked. */
function bookable({ community: { zone, settings }, now }: Asked): { from: number; to: number } {
  return { from: now, to: startOfDate(zone, localDate(zone, now) + settings.horizonDays + 1) };
}

function nearest(everyone: Availability, { providerIds }: Asked): Pick<Alternatives, "next" | "others"> {
  const { providers, starts } = startsFor(everyone);
  if (!providerIds) return { next: starts.slice(0, mostNext), others: [] };
  const asked = new Set(providerIds);
  const next = providers.filter(({ id }) => asked.has(id)).flatMap((provider) => provider.starts);
  const others = providers.flatMap(({ id, starts: [at] }, i) => {
    const provider = everyone.providers[i];
    return provider && at !== undefined && !asked.has(id) ? [{ id, name: displayName(provider), at }] : [];
  });
  return {
    next: next.toSorted((a, b) => a - b).slice(0, mostNext),
    others: others.toSorted((a, b) => a.at - b.at).slice(0, mostOthers),
  };
}
