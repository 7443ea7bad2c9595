/** What of somebody's staff can look at: one record, or a whole list or file in which many people are. */
export const lookKinds = [
  "meeting",
  "request",
  "proposal",
  "payment",
  "room",
  "report",
  "list",
  "file",
] as const;

export type LookKind = (typeof lookKinds)[number];

/** The lists and files whose opening is written down, by the name under which it is. */
export const wholes = ["feedback", "providers", "enrollment", "import", "access"] as const;

export type Whole = (typeof wholes)[number];

/** Calendar months for which a look is known, at the least. */
export const lookMonths = 24;
