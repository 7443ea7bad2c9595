import type { TestApp, TestPerson } from "./app.ts";
import { type Programme, programme } from "./programme.ts";

/** The first of what must be there. */
export function first<T>(all: readonly T[]): T {
  const [one] = all;
  if (one === undefined) throw new Error("there is none");
  return one;
}

/** Two providers with Mondays from 9 to 12; Talia is signed in, and so is a coordinator. */
export async function hoursDesk(kith: TestApp) {
  const scene: Programme = await programme(kith, { providers: 2, hours: [[1, 540, 720]] });
  const talia: TestPerson = first(scene.providers);
  const client = await kith.signIn(talia);
  const coordinator = await kith.signIn(await kith.person(scene.community, { roles: ["coordinator"] }));
  const root = `${scene.community.base}/availability`;

  const hoursOf = (person = talia) =>
    kith.inside(scene.community, (trx) =>
      trx
        .selectFrom("weekly_hours")
        .selectAll()
        .where("provider_id", "=", person.id)
        .orderBy("day")
        .orderBy("start_minute")
        .execute(),
    );
  const exceptionsOf = (person = talia) =>
    kith.inside(scene.community, (trx) =>
      trx.selectFrom("hour_exceptions").selectAll().where("provider_id", "=", person.id).execute(),
    );
  const providerRow = (person = talia) =>
    kith.inside(scene.community, (trx) =>
      trx.selectFrom("providers").selectAll().where("person_id", "=", person.id).executeTakeFirstOrThrow(),
    );
  const lock = (person = talia) =>
    kith.inside(scene.community, (trx) =>
      trx
        .updateTable("providers")
        .set({ locked_at: Temporal.Instant.from("2026-03-01T00:00:00Z") })
        .where("person_id", "=", person.id)
        .execute(),
    );
  const times = async (person = talia) =>
    (await hoursOf(person)).map((row) => [row.day, row.start_minute, row.end_minute]);
  return { scene, talia, client, coordinator, root, hoursOf, exceptionsOf, providerRow, lock, times };
}

export type HoursDesk = Awaited<ReturnType<typeof hoursDesk>>;

/** The form of breaks and limits as it stands for a provider who set none. */
export const rulesForm = {
  "bufferBefore.amount": "0",
  "bufferBefore.unit": "minutes",
  "bufferAfter.amount": "0",
  "bufferAfter.unit": "minutes",
  "notice.amount": "",
  "notice.unit": "hours",
  "cap.amount": "",
  "cap.unit": "hours",
  zone: "Europe/London",
};
