import { certificationChanges, standingOf } from "./certification.ts";
import { type Compared, compare, type Mode, noChange, type Pairs } from "./changes.ts";
import { type CodeKey, isWildcard, serviceCode, tidy } from "./codes.ts";
import { type Finding, warning } from "./findings.ts";
import { soundsGeneric } from "./ownership.ts";
import type { Certification, Programme, Provider, Service } from "./programme.ts";
import { type Review, reviewOf, unreadableReview } from "./review.ts";
import type { ServiceRow, ServicesFile } from "./services-file.ts";
import { placeOf } from "./table.ts";

/**
 * What a services file would do. A blank Course Name empties the name when replacing and leaves it when merging; a file
 * without that column leaves all names. Codes listed earlier certify as soon as their service is there. One of `archived`
 * that comes back is still whose own it was.
 */
export async function reviewServices(
  file: ServicesFile,
  current: Programme,
  mode: Mode,
  archived: ReadonlyMap<CodeKey, Service> = new Map(),
): Promise<Review> {
  if (!file.readable) return unreadableReview({ kind: "services", mode, findings: file.findings });
  const services = await compare<ServiceRow, Service>(current.services, file.rows, mode, {
    keyOf: (row) => row.key,
    merged: (row, before) => mergedService(row, before ?? archived.get(row.key), mode),
    differing: (before, after) =>
      (["subject", "number", "name"] as const).filter((field) => !sameText(before[field], after[field])),
  });
  const after = { services: services.after, providers: current.providers };
  const certifications = await certificationChanges(await standingOf(current), await standingOf(after));
  const findings = [...file.findings, ...joined(file, services, certifications, current.providers)];
  const change = { ...noChange, services: services.delta, certifications };
  return reviewOf({ kind: "services", mode, findings }, change, services.delta, services.unchanged);
}

function mergedService(row: ServiceRow, before: Service | undefined, mode: Mode): Service {
  const { key, subject, number } = row;
  const keepName = row.name === null || (row.name === "" && mode === "merge");
  const name = (keepName ? before?.name : row.name) ?? "";
  const { owner, generic } = before ?? { owner: null, generic: soundsGeneric(row) };
  return { key, subject, number, name, owner, generic };
}

/** Names may have line breaks, which a spreadsheet may change the form of. */
function sameText(a: string, b: string): boolean {
  return a === b || tidy(a) === tidy(b);
}

/** New general topics that earlier wildcards take in: nobody has listed them yet, so they may be somebody's own. */
function joined(
  file: ServicesFile,
  { delta }: Compared<Service>,
  { added }: Pairs<Certification>,
  providers: readonly Provider[],
): Finding[] {
  const topics = new Map(
    delta.added.filter(({ number, generic }) => number === "" && !generic).map((topic) => [topic.key, topic]),
  );
  const codesOf = new Map(providers.map(({ email, codes }) => [email, codes]));
  const reached = new Map<string, { count: number; listed: Map<string, string> }>();
  for (const { email, key } of added) {
    const codes = codesOf.get(email) ?? [];
    if (!topics.has(key) || codes.some((listed) => listed.key === key)) continue;
    const entry = reached.get(key) ?? { count: 0, listed: new Map() };
    entry.count++;
    for (const listed of codes.filter(isWildcard))
      if (key.startsWith(listed.key.slice(0, -1))) entry.listed.set(listed.key, listed.code);
    reached.set(key, entry);
  }
  return file.rows.flatMap(({ row, key }) => {
    const [topic, entry] = [topics.get(key), reached.get(key)];
    if (!topic || !entry) return [];
    const place = placeOf(file.columns, row, "subject");
    const [value, listed] = [serviceCode(topic), [...entry.listed.values()]];
    return [warning(place, { code: "wildcard_joins", value, count: entry.count, listed })];
  });
}
