import type { Scoped } from "#platform/database/scope.ts";
import { storedProgramme } from "../providers/programme.ts";
import type { Mode } from "./changes.ts";
import { type EnrollmentFile, readEnrollmentFile } from "./enrollment-file.ts";
import { reviewEnrollment } from "./enrollment-review.ts";
import type { ImportKind } from "./kinds.ts";
import { type ProvidersFile, readProvidersFile, withKnownPeople } from "./providers-file.ts";
import { reviewProviders } from "./providers-review.ts";
import { archivedServices, otherPeople, storedRoll } from "./queries/state.ts";
import type { Review } from "./review.ts";
import { readServicesFile, type ServicesFile } from "./services-file.ts";
import { reviewServices } from "./services-review.ts";
import type { OnProgress } from "./table.ts";

/** A file that was read, of one of the three kinds. */
export type OpenedFile =
  | { kind: "services"; file: ServicesFile }
  | { kind: "providers"; file: ProvidersFile }
  | { kind: "enrollment"; file: EnrollmentFile };

/** Reads a file as one of the three kinds. Faults are in its findings, never thrown. */
export async function openFile(
  kind: ImportKind,
  bytes: Uint8Array,
  onProgress: OnProgress,
): Promise<OpenedFile> {
  if (kind === "services") return { kind, file: await readServicesFile(bytes, onProgress) };
  if (kind === "providers") return { kind, file: await readProvidersFile(bytes, onProgress) };
  return { kind, file: await readEnrollmentFile(bytes, onProgress) };
}

/** What a file would do to the community as it is stored now. */
export async function reviewAgainst(trx: Scoped, opened: OpenedFile, mode: Mode): Promise<Review> {
  if (opened.kind === "enrollment") return reviewEnrollment(opened.file, await storedRoll(trx), mode);
  const current = await storedProgramme(trx);
  if (opened.kind === "providers") {
    const emails = opened.file.rows.map(({ email }) => email);
    const file = withKnownPeople(opened.file, await otherPeople(trx, emails));
    return reviewProviders(file, current, mode);
  }
  const keys = opened.file.rows.map(({ key }) => key);
  return reviewServices(opened.file, current, mode, await archivedServices(trx, keys));
}
