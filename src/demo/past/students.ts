import type { AgeBand } from "../../features/profiles/bands.ts";
import { Chance } from "./chance.ts";

/** Somebody of the demo's past. Lists by the names of the starting lists; null where nothing is told. */
export interface Student {
  readonly first: string;
  readonly last: string;
  /** How many weeks ago they came first. */
  readonly since: number;
  readonly told: {
    readonly age: AgeBand | null;
    readonly gender: string | null;
    readonly ethnicity: string | null;
    readonly region: string | null;
  } | null;
}

const firsts =
  "Amara Ben Chloe Diego Esra Farid Gita Hugo Ines Jamal Kira Leo Maya Noor Oscar Priya Quinn Rafael Sofia Tomas Uma Viktor Wen Ximena Yusuf Zara".split(
    " ",
  );
const lasts =
  "Abara Brooks Chen Duarte Eriksen Fofana Goldberg Hossain Ito Jansen Khan Lopez Mensah Nakamura Ortiz Petrov Reyes Singh Tran Walker".split(
    " ",
  );

/** How often each is told, the most frequent first. */
const ages: readonly AgeBand[] = ["18_24", "25_34", "35_44", "18_24", "45_54"];
const genders = ["Woman", "Man", "Non-binary", "Woman", "Genderfluid"];
const ethnicities = [
  ...[
    "White",
    "Hispanic or Latino",
    "Black",
    "South Asian",
    "East Asian",
    "African",
    "Arab or Middle Eastern",
  ],
  "Several of these",
];
const regions = [
  "North America",
  "South Asia",
  "South America",
  "Africa",
  "Europe",
  "East Asia",
  "Middle East",
];

/** The same students every time, those who came first standing first. `weeks` is how far back the past goes. */
export function pastStudents(count: number, weeks: number): Student[] {
  const chance = new Chance(7);
  return Array.from({ length: count }, (_, i) => ({
    first: firsts[(i * 7) % firsts.length] ?? "",
    last: lasts[(i + Math.floor(i / lasts.length) * 3) % lasts.length] ?? "",
    since: weeks - Math.floor((i / count) * (weeks - 6)),
    told: chance.happens(0.8)
      ? {
          age: chance.pick(ages, 1.6) ?? null,
          gender: chance.happens(0.93) ? (chance.pick(genders, 1.3) ?? null) : null,
          ethnicity: chance.happens(0.8) ? (chance.pick(ethnicities, 1.4) ?? null) : null,
          region: chance.happens(0.85) ? (chance.pick(regions, 2) ?? null) : null,
        }
      : null,
  }));
}
