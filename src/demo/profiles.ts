import type { Scoped } from "#platform/database/scope.ts";
import { type ListName, optionsOf } from "../features/options/queries.ts";
import type { AgeBand } from "../features/profiles/bands.ts";
import { storePreferences, storeProfile } from "../features/profiles/queries.ts";
import { demoProviders } from "./people.ts";

/** What the demo's providers tell beside what `people.ts` says; lists by the names of the starting lists. */
interface Telling {
  readonly greeting: string;
  readonly qualification?: string;
  readonly languages: readonly string[];
  readonly ages?: readonly [from: number | null, to: number | null];
  readonly genderShown?: boolean;
  readonly hopes?: {
    readonly ages: readonly AgeBand[];
    readonly genders?: readonly string[];
    readonly ethnicities?: readonly string[];
    readonly regions?: readonly string[];
    readonly experiences?: readonly string[];
    readonly note?: string;
  };
}

const tellings: Readonly<Record<string, Telling>> = {
  "Talia K": {
    greeting: "You do not need a plan to talk to me.",
    qualification: "Peer listening course (40 hours), two years of mentoring first-years.",
    languages: ["English", "French"],
    ages: [17, 30],
    genderShown: true,
    hopes: {
      ages: ["18_24", "25_34"],
      genders: ["Woman", "Non-binary"],
      regions: ["North America", "Africa"],
      experiences: ["Study worries and exams", "Coming back after a break"],
      note: "I would like to reach more of those who commute and never stay for events.",
    },
  },
  "Björn Haddad": {
    greeting: "New here? So was I.",
    languages: ["English", "Arabic", "German"],
    genderShown: true,
    hopes: { ages: ["18_24"], regions: ["Middle East", "Europe"], ethnicities: ["Arab or Middle Eastern"] },
  },
  "Anya de la Cruz": {
    greeting: "Ask me the questions you think you should know the answer to.",
    qualification: "Trained as a money guide by the Student Centre.",
    languages: ["English", "Spanish"],
    ages: [17, 40],
    genderShown: true,
  },
  "Kwame Iyer": {
    greeting: "Coming back is a skill.",
    languages: ["English"],
    hopes: { ages: ["25_34", "35_44"], note: "People who come back after years away." },
  },
  "Aaliyah Dubois": {
    greeting: "I listen first.",
    qualification: "Nursing student, fourth year. Mental health first aid.",
    languages: ["English", "French", "Haitian Creole"],
    genderShown: true,
  },
  "Hana Kowalski": {
    greeting: "We plan for the bad weeks, too.",
    qualification: "Coaching certificate for study skills.",
    languages: ["English", "Polish", "Sign language"],
    ages: [17, 35],
  },
  "Zoë Novak": { greeting: "One exam is one exam.", languages: ["English"], genderShown: true },
  "Hiro Yamada": { greeting: "Homesick together.", languages: ["English", "Japanese"], ages: [17, 28] },
  "Yara Iyer": {
    greeting: "Between two naps I have time for you.",
    languages: ["English", "Tamil"],
    ages: [20, 50],
    genderShown: true,
    hopes: { ages: ["25_34", "35_44"], experiences: ["Parenting", "Caring for somebody"] },
  },
  "Kwame O'Brien": {
    greeting: "Calm and private.",
    qualification: "Certified recovery peer specialist.",
    languages: ["English"],
    ages: [18, null],
  },
  "Aaliyah García": {
    greeting: "Hablamos en español, si quieres.",
    languages: ["English", "Spanish"],
    genderShown: true,
  },
};

/** Lets each of the demo's providers tell about themself. `providers` are their ids, in their order. */
export async function addProfiles(
  trx: Scoped,
  communityId: string,
  providers: readonly string[],
): Promise<void> {
  const idsIn = await namedOptions(trx);
  for (const [i, { first, last, bio, experiences, gender }] of demoProviders.entries()) {
    const id = providers[i] ?? "";
    const telling = tellings[`${first} ${last}`];
    await storeProfile(trx, communityId, {
      id,
      bio,
      experiences: idsIn("experience", experiences),
      gender: idsIn("gender", gender ? [gender] : [])[0] ?? null,
      greeting: telling?.greeting ?? "",
      qualification: telling?.qualification ?? "",
      languages: idsIn("language", telling?.languages ?? []),
      genderShown: telling?.genderShown ?? false,
      agesFrom: telling?.ages?.[0] ?? null,
      agesTo: telling?.ages?.[1] ?? null,
    });
    const hopes = telling?.hopes;
    if (!hopes) continue;
    const options = [
      ...idsIn("gender", hopes.genders),
      ...idsIn("ethnicity", hopes.ethnicities),
      ...idsIn("region", hopes.regions),
      ...idsIn("experience", hopes.experiences),
    ];
    await storePreferences(trx, communityId, { id, ages: hopes.ages, options, note: hopes.note ?? "" });
  }
}

/** Gives the ids of options by their names in a list. */
async function namedOptions(trx: Scoped) {
  const lists: readonly ListName[] = ["experience", "gender", "language", "ethnicity", "region"];
  const known = new Map<ListName, Map<string, string>>();
  for (const list of lists) {
    const options = await optionsOf(trx, list);
    known.set(list, new Map(options.map(({ id, name }) => [name, id])));
  }
  return (list: ListName, names: readonly string[] = []): string[] =>
    names.flatMap((name) => known.get(list)?.get(name) ?? []);
}
