/**
 * The bands in which ages are asked for and counted, wherever they are: whom a provider hopes to reach stands beside whom they
 * reached.
 */
export const ageBands = ["under_18", "18_24", "25_34", "35_44", "45_54", "55_64", "65_up"] as const;

export type AgeBand = (typeof ageBands)[number];

const limits: Readonly<Record<AgeBand, readonly [from: number, to: number]>> = {
  under_18: [0, 17],
  "18_24": [18, 24],
  "25_34": [25, 34],
  "35_44": [35, 44],
  "45_54": [45, 54],
  "55_64": [55, 64],
  "65_up": [65, 150],
};

/** The years of a band, both included. */
export const yearsOf = (band: AgeBand): { from: number; to: number } => {
  const [from, to] = limits[band];
  return { from, to };
};

/** The band of an age in whole years. */
export const bandOf = (age: number): AgeBand => ageBands.find((band) => age <= limits[band][1]) ?? "65_up";

export const isAgeBand = (text: string): text is AgeBand => ageBands.some((band) => band === text);
