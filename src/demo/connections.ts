import type { CommunityId, Scoped } from "#platform/database/scope.ts";
import { insertApplication } from "../features/applications/queries.ts";
import { insertTie, settleTie } from "../features/connections/queries.ts";
import { optionsOf } from "../features/options/queries.ts";

interface Cast {
  communityId: CommunityId;
  /** In the order of `demoProviders`. */
  providers: readonly string[];
  members: readonly string[];
  now: Temporal.Instant;
}

interface Asking {
  readonly asker: readonly ["provider" | "member", number];
  readonly other: readonly ["provider" | "member", number];
  readonly note?: string;
  readonly daysAgo: number;
  readonly accepted?: boolean;
}

const askings: readonly Asking[] = [
  {
    asker: ["provider", 0],
    other: ["member", 0],
    note: "It was good to meet you. If you like, we stay in touch here.",
    daysAgo: 2,
  },
  { asker: ["member", 0], other: ["provider", 5], daysAgo: 40, accepted: true },
  { asker: ["member", 0], other: ["provider", 4], note: "A friend told me about you.", daysAgo: 5 },
  { asker: ["provider", 1], other: ["provider", 0], daysAgo: 90, accepted: true },
  { asker: ["member", 3], other: ["provider", 0], daysAgo: 25, accepted: true },
  {
    asker: ["member", 2],
    other: ["provider", 0],
    note: "I changed my major last month, and nobody around me has.",
    daysAgo: 1,
  },
  { asker: ["member", 8], other: ["provider", 0], daysAgo: 4 },
];

/** Some of the demo's people know each other, some ask to, and one would like to become a provider. */
export async function addConnections(trx: Scoped, cast: Cast): Promise<void> {
  const { communityId, now } = cast;
  const personAt = ([kind, place]: Asking["asker"]): string =>
    (kind === "provider" ? cast.providers : cast.members)[place] ?? "";
  for (const { asker, other, note = "", daysAgo, accepted } of askings) {
    const askedAt = now.subtract({ hours: 24 * daysAgo });
    const between = { askerId: personAt(asker), otherId: personAt(other) };
    const id = await insertTie(trx, { communityId, ...between, note, now: askedAt });
    if (id && accepted) await settleTie(trx, id, "accepted", askedAt.add({ hours: 30 }));
  }
  const languages = await optionsOf(trx, "language");
  const experiences = await optionsOf(trx, "experience");
  const idsOf = (options: typeof languages, ...names: string[]) =>
    options.filter(({ name }) => names.includes(name)).map(({ id }) => id);
  await insertApplication(trx, {
    communityId,
    personId: cast.members[5] ?? "",
    about:
      "Last year a Peer Mentor got me through my first winter here. I would like to be that for somebody. I have two free afternoons a week, and I am patient.",
    qualification: "Student assistant in the language lab",
    experiences: idsOf(experiences, "Homesickness", "New in this country"),
    languages: idsOf(languages, "English", "Japanese"),
    zone: "America/New_York",
    now: now.subtract({ hours: 50 }),
  });
}
