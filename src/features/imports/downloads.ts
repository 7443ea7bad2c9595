import { type CodeKey, serviceCode } from "./codes.ts";
import { HEADERS } from "./kinds.ts";
import type { Programme, Roll, Service } from "./programme.ts";

/** A table for the CSV writer. Uploaded again unchanged, in Replace, it is no change. */
export type Download = { header: readonly string[]; rows: Iterable<readonly string[]> };

/** The services file, in the order given. */
export function servicesDownload(services: readonly Service[]): Download {
  const rows = services.map(({ subject, number, name }) => [subject, number, name]);
  return { header: HEADERS.services, rows };
}

/** The providers file, in the order given: codes as their services write them, else as they were listed. */
export function providersDownload({ services, providers }: Programme): Download {
  const codeOf = codesByKey(services);
  const rows = providers.map(({ email, firstName, lastName, ssoId, codes }) => {
    const listed = codes.map(({ key, code }) => codeOf.get(key) ?? code);
    return [email, firstName, lastName, ssoId, listed.join("|")];
  });
  return { header: HEADERS.providers, rows };
}

/** The enrollment file, in the order given: one row per member and code. */
export function enrollmentDownload(roll: Roll): Download {
  const codeOf = codesByKey(roll.services);
  const ssoIds = new Map(roll.members.map(({ email, ssoId }) => [email, ssoId]));
  function* rows() {
    for (const { email, key, code } of roll.enrollments)
      yield [email, ssoIds.get(email) ?? "", codeOf.get(key) ?? code];
  }
  return { header: HEADERS.enrollment, rows: { [Symbol.iterator]: rows } };
}

function codesByKey(services: readonly Service[]): Map<CodeKey, string> {
  return new Map(services.map((service) => [service.key, serviceCode(service)]));
}
