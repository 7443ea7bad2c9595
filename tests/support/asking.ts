import { type Asked, type Availability, askAvailability, startsFor } from "#features/availability/index.ts";
import { currentCommunity } from "#features/communities/load.ts";
import { instantOf, minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { Programme } from "./programme.ts";

// A Monday in winter, when London is at UTC.
export const now = "2026-03-02T06:00:00Z";
/** Everybody has 9 to 11, every day. */
export const short = { hours: [0, 1, 2, 3, 4, 5, 6].map((day) => [day, 540, 660] as const) };
export const all = ["09:00", "09:30", "10:00", "10:30"];

export interface Wish extends Partial<Omit<Asked, "from" | "to" | "now">> {
  day?: string;
  days?: number;
  now?: string;
}

/** The epoch minute of a moment like `2026-03-03T09:00Z`. */
export const at = (text: string): number => minuteOf(Temporal.Instant.from(text));
const said = (minute: number): string => instantOf(minute).toString().slice(11, 16);
export const times = (availability: Availability): string[] => startsFor(availability).starts.map(said);
/** A new row's community and id. */
export const own = (scene: Programme) => ({ community_id: scene.community.id, id: newId() });

/** Asks the application of a test for free times as the member of a programme, and changes what decides about them. */
export function asking(kith: () => TestApp) {
  /** What a member is offered on a day, Tuesday 3 March unless it is said. */
  async function ask(scene: Programme, wish: Wish = {}): Promise<Availability> {
    const { day = "2026-03-03", days = 1, now: when = now, ...more } = wish;
    const from = minuteOf(Temporal.Instant.from(`${day}T00:00Z`));
    const answer = await kith().inside(scene.community, async (trx) =>
      askAvailability(trx, {
        community: await currentCommunity(trx, scene.community.id),
        format: { id: scene.format },
        serviceId: scene.generic,
        memberId: scene.member.id,
        from,
        to: from + days * 1440,
        now: minuteOf(Temporal.Instant.from(when)),
        ...more,
      }),
    );
    if (!answer) throw new Error("nothing is offered");
    return answer;
  }

  const free = async (scene: Programme, wish?: Wish): Promise<string[]> => times(await ask(scene, wish));
  /** Changes rows of the programme's community. */
  const change = (scene: Programme, work: (trx: Scoped) => Promise<unknown>) =>
    kith().inside(scene.community, work);
  const setProvider = (scene: Programme, values: object, index = 0) =>
    change(scene, (trx) =>
      trx
        .updateTable("providers")
        .set(values)
        .where("person_id", "=", scene.providers[index]?.id ?? "")
        .execute(),
    );
  const setLocation = (scene: Programme, values: object) =>
    change(scene, (trx) =>
      trx.updateTable("locations").set(values).where("id", "=", scene.location).execute(),
    );
  return { ask, free, change, setProvider, setLocation };
}
