/** A stretch of time from `start` to before `end`, in epoch minutes. */
export interface Wished {
  readonly start: number;
  readonly end: number;
}

export type RequestState = "open" | "accepted" | "closed" | "expired";

export interface NamedOption {
  readonly id: string;
  readonly name: string;
}

/** What a member asks for, as far as the one who reads it may know it. */
export interface SupportRequest {
  readonly id: string;
  readonly memberId: string;
  /** Whether the one who reads it is the member who asks. */
  readonly own: boolean;
  readonly subject: string;
  readonly description: string;
  readonly flexible: boolean;
  /** Wished times, disjoint and in order. */
  readonly windows: readonly Wished[];
  /** IANA zone on whose clock the times were entered. */
  readonly zone: string;
  readonly timeNote: string;
  readonly experiences: readonly NamedOption[];
  /** Empty without a preference, and for a provider whom the preference excludes: the two must look the same. */
  readonly gender: NamedOption | null;
  readonly age: number | null;
  readonly state: RequestState;
  readonly version: number;
  /** How many proposals are to be had: open or accepted ones. */
  readonly proposals: number;
  /** Whether nobody answered in time, so that more people were told. */
  readonly widened: boolean;
  /** Epoch minutes; empty once somebody answered or more people were told. */
  readonly answerBy: number | null;
  readonly expiresAt: number;
  readonly createdAt: number;
}
