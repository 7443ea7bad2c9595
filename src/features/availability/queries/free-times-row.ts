/** Moments are epoch minutes, dates are days since 1970-01-01, spans lie flat: `[start, end, start, end, ...]`. */
export interface FreeTimesRow {
  service: ServiceRow | null;
  format: FormatRow | null;
  /** The service that any provider may give, if the community has one besides. */
  generic: { id: string; code: string; subject: string; number: string; name: string } | null;
  locations: LocationRow[];
  closings: [from: number, until: number][];
  member: { busy: number[]; booked: number[] };
  providers: ProviderRow[];
}

export interface ServiceRow {
  id: string;
  code: string;
  subject: string;
  number: string;
  name: string;
  description: string;
  owner_id: string | null;
  generic: boolean;
  /** Whether the member is enrolled in it. */
  mine: boolean;
}

export interface FormatRow {
  id: string;
  name: string;
  description: string;
  minutes: number;
  ways: string[];
  size: string;
  rhythm: string;
}

export interface LocationRow {
  id: string;
  name: string;
  way: string;
  details: string;
  capacity: number | null;
  /** Weekly opening on the community's clock; null: always. */
  opening: [day: number, start: number, end: number][] | null;
  /** Spans of the meetings there, overlapping ones too; empty where there is no capacity to reach. */
  taken: number[];
}

export interface ProviderRow {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  zone: string;
  buffer_before: number;
  buffer_after: number;
  notice_minutes: number | null;
  /** The tighter of the provider's own cap and the community's. */
  cap: number | null;
  paused: boolean;
  hours: HoursRow[];
  exceptions: [from: number, until: number, ranges: number[]][];
  busy: number[];
  /** Spans of the meetings they give, a week wider than the window on both sides; empty without a cap. */
  booked: number[];
}

export type HoursRow = [
  day: number,
  start: number,
  end: number,
  from: number | null,
  until: number | null,
  locationId: string | null,
];
