import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import { pausedUntil } from "../attendance/pauses.ts";
import { manages } from "../groups/policy.ts";
import type { Group } from "../groups/queries.ts";
import { nameOf } from "../people/person.ts";
import type { Visit } from "../visits/visit.ts";
import { seatPaths } from "./paths.ts";
import { groupFacts, guestsOf, type LockedGroup, personFacts } from "./queries.ts";
import { freePlaces, mayRegister, type PersonFacts } from "./rules.ts";
import { type Chance, PlaceSection } from "./views/place.tsx";
import { PlacesSection } from "./views/places.tsx";

/**
 * What this person's place in a group meeting is, and what they can do about it; for who gives it and for coordinators, whose the
 * places are too. The page has to listen for `meeting:<id>`. Null when there is nothing to say.
 */
export async function placeSection(visit: Visit, trx: Scoped, group: Group) {
  const { actor, community, page, now } = visit;
  const facts = await groupFacts(trx, group.id);
  if (!facts || !actor.id) return null;
  const person = await personFacts(trx, group.id, actor.id);
  const paused = await pausedUntil(trx, actor.id, community, now);
  const paths = seatPaths(community.base, group.id);
  return (
    <>
      <PlaceSection
        page={page}
        paths={paths}
        place={facts.state === "cancelled" ? null : person.place}
        chance={chanceOf(facts, person, { paused: paused !== null, now: minuteOf(now) })}
        free={freePlaces(facts)}
        waiting={facts.waiting}
        price={facts.price}
        begun={minuteOf(now) >= facts.start}
        pausedUntil={paused === null ? null : instantOf(paused)}
        contact={community.settings.contact}
        offerMinutes={community.settings.offerMinutes}
        idempotencyKey={newId()}
      />
      {manages(actor, group) && facts.state !== "cancelled" && minuteOf(now) < facts.end && (
        <PlacesSection
          page={page}
          paths={paths}
          seats={facts.seats}
          taken={facts.taken}
          waiting={facts.waiting}
          guests={(await guestsOf(trx, group.id)).map((row) => ({ ...row, name: nameOf(row) }))}
        />
      )}
    </>
  );
}

function chanceOf(
  facts: LockedGroup,
  person: PersonFacts,
  { paused, now }: { paused: boolean; now: number },
): Chance {
  const verdict = mayRegister(facts, person, now);
  if (verdict === "begun") return "begun";
  if (verdict !== "may" && verdict !== "full") return "none";
  if (paused) return "paused";
  return verdict === "may" ? "free" : "full";
}
