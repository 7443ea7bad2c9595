/** What the start page of the panel knows about a community. */
export interface Setup {
  readonly wordsChosen: boolean;
  readonly formats: number;
  readonly locations: number;
  readonly providers: number;
  readonly services: number;
  readonly members: number;
  readonly upcoming: number;
  /** Providers who may give no service yet. */
  readonly uncertified: number;
  /** Providers without weekly hours. */
  readonly withoutHours: number;
  /** Services that no provider may give. */
  readonly unserved: number;
  /** Codes of the enrollment that no service has. */
  readonly pendingCodes: number;
}

type CheckName =
  | "language"
  | "formats"
  | "locations"
  | "providers"
  | "services"
  | "eligibility"
  | "hours"
  | "unserved"
  | "pending";

/** One line of the checklist: done, missing (nobody can book before it is there), or worth a look. */
export interface Check {
  readonly name: CheckName;
  readonly state: "done" | "missing" | "look";
  readonly count: number;
  /** Where to set it up, below the panel's address. */
  readonly path: string;
}

/** What is set up and what is not, in the order in which one would set it up. Lines that have no meaning yet are left out. */
export function checklist(setup: Setup): Check[] {
  const needed = (name: CheckName, count: number, path: string): Check => ({
    name,
    count,
    path,
    state: count > 0 ? "done" : "missing",
  });
  const none = (name: CheckName, count: number, path: string, all: number): Check => ({
    name,
    count,
    path,
    state: count === 0 ? "done" : count === all ? "missing" : "look",
  });
  const { providers, services } = setup;
  return [
    { name: "language", count: 0, path: "/language", state: setup.wordsChosen ? "done" : "look" },
    needed("formats", setup.formats, "/formats"),
    needed("locations", setup.locations, "/locations"),
    needed("providers", providers, "/providers"),
    needed("services", services, "/services"),
    ...(providers > 0 && services > 0
      ? [
          none("eligibility", setup.uncertified, "/providers/eligibility", providers),
          none("unserved", setup.unserved, "/services?show=unserved", services),
        ]
      : []),
    ...(providers > 0 ? [none("hours", setup.withoutHours, "/providers?show=no-hours", providers)] : []),
    ...(setup.pendingCodes > 0
      ? [
          {
            name: "pending",
            count: setup.pendingCodes,
            path: "/services/enrollment?show=pending",
            state: "look",
          } as const,
        ]
      : []),
  ];
}
