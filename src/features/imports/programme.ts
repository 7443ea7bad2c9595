import type { CodeKey, EmailKey, ListedCode } from "./codes.ts";

/** A service as the files know it. `number` is empty for a general topic. */
export type Service = {
  key: CodeKey;
  subject: string;
  number: string;
  name: string;
  /** Set by a deliberate act only; whose own a service is otherwise follows from `ownersOf`. */
  owner: EmailKey | null;
  /** For anyone: all providers' times together. */
  generic: boolean;
};

/** `codes` is what was listed for the provider, as written: the truth from which certifications follow. */
export type Provider = {
  email: EmailKey;
  firstName: string;
  lastName: string;
  ssoId: string;
  codes: readonly ListedCode[];
};

export type Member = { email: EmailKey; ssoId: string };

/** A member assigned to a code, whether or not a service has that code yet. */
export type Enrollment = { email: EmailKey; key: CodeKey; code: string };

/** A provider who may give a service. */
export type Certification = { email: EmailKey; key: CodeKey };

/** The services and providers of a community; archived ones are not among them. */
export type Programme = { services: readonly Service[]; providers: readonly Provider[] };

/** The people of a community and what the enrollment file assigned them to. */
export type Roll = {
  services: readonly Service[];
  members: readonly Member[];
  enrollments: readonly Enrollment[];
};
