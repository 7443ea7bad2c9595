import { displayName } from "#features/people/person.ts";
import { createPace, eachAtPace } from "#platform/csv/pace.ts";
import { certificationChanges, type Reach, type Standing, standingOf } from "./certification.ts";
import { compare, type Mode, noChange } from "./changes.ts";
import { type EmailKey, type ListedCode, serviceCode, tidy } from "./codes.ts";
import { error, type Finding, type LeftOut, type Place, warning } from "./findings.ts";
import type { Programme, Provider, Service } from "./programme.ts";
import type { ProviderRow, ProvidersFile } from "./providers-file.ts";
import { type Review, reviewOf, unreadableReview } from "./review.ts";
import { placeOf } from "./table.ts";

/**
 * What a providers file would do. Replacing, a provider's list becomes what the row says, and providers who are not in the file
 * are removed with their certifications; merging, codes are added to the lists there are. A blank name or SSO ID
 * erases nothing: people may have filled them in themselves.
 */
export async function reviewProviders(file: ProvidersFile, current: Programme, mode: Mode): Promise<Review> {
  if (!file.readable) return unreadableReview({ kind: "providers", mode, findings: file.findings });
  const providers = await compare<ProviderRow, Provider>(current.providers, file.rows, mode, {
    keyOf: (row) => row.email,
    merged: (row, before) => mergedProvider(row, before, mode),
    differing,
  });
  const after = await standingOf({ services: current.services, providers: providers.after });
  const certifications = await certificationChanges(await standingOf(current), after);
  const findings = [
    ...file.findings,
    ...emptyLists(file, current.providers),
    ...(await codeFindings(file, after)),
  ];
  const change = { ...noChange, providers: providers.delta, certifications };
  return reviewOf({ kind: "providers", mode, findings }, change, providers.delta, providers.unchanged);
}

function mergedProvider(row: ProviderRow, before: Provider | undefined, mode: Mode): Provider {
  const { email, firstName, lastName, ssoId, codes } = row;
  if (!before) return { email, firstName, lastName, ssoId, codes };
  return {
    email,
    firstName: firstName || before.firstName,
    lastName: lastName || before.lastName,
    ssoId: ssoId || before.ssoId,
    codes: mode === "merge" ? united(before.codes, codes) : codes,
  };
}

function united(before: readonly ListedCode[], more: readonly ListedCode[]): ListedCode[] {
  const keys = new Set(before.map(({ key }) => key));
  return [...before, ...more.filter(({ key }) => !keys.has(key))];
}

function differing(before: Provider, after: Provider): (keyof Provider & string)[] {
  const texts = (["firstName", "lastName", "ssoId"] as const).filter(
    (field) => tidy(before[field]) !== tidy(after[field]),
  );
  const [had, has] = [before.codes, after.codes].map((codes) => new Set(codes.map(({ key }) => key)));
  const sameCodes = had?.size === has?.size && had?.isSubsetOf(has ?? new Set());
  return sameCodes ? texts : [...texts, "codes"];
}

/** Courses is required; a provider whose list is empty already is let through, so that a download comes back in. */
function emptyLists(file: ProvidersFile, providers: readonly Provider[]): Finding[] {
  const empty = new Set(providers.filter(({ codes }) => codes.length === 0).map(({ email }) => email));
  return file.rows
    .filter(({ codes, email }) => codes.length === 0 && !empty.has(email))
    .map(({ row }) => error(placeOf(file.columns, row, "codes"), { code: "cell_missing" }));
}

/** What the codes of each row come to: unknown ones, and wildcards that reach nothing or somebody's own service. */
async function codeFindings(file: ProvidersFile, after: Standing): Promise<Finding[]> {
  const people = new Map<EmailKey, Provider>();
  await eachAtPace(after.programme.providers, (provider) => people.set(provider.email, provider));
  const nameOf = (email: string) => displayName(people.get(email) ?? { firstName: "", lastName: "", email });
  const leftOut = (service: Service): LeftOut => ({
    service: serviceCode(service),
    owners: (after.owners.get(service.key) ?? []).map(nameOf),
  });
  const pace = createPace();
  const findings: Finding[] = [];
  for (const row of file.rows) {
    const provider = people.get(row.email);
    if (!provider) continue;
    const place = placeOf(file.columns, row.row, "codes");
    // Only what this row lists: in a merge the provider may have other codes from before.
    const listedHere = new Set(row.codes.map(({ key }) => key));
    findings.push(...reachFindings(place, after.reachOf(provider), listedHere, leftOut));
    await pace();
  }
  return findings;
}

/** Services named in one finding; the count tells how many there are. */
const namedAtMost = 50;

function reachFindings(
  place: Place,
  reach: Reach,
  listedHere: ReadonlySet<string>,
  leftOut: (service: Service) => LeftOut,
): Finding[] {
  const here = ({ key }: ListedCode) => listedHere.has(key);
  return [
    ...reach.unknown.filter(here).map(({ code }) => warning(place, { code: "code_unknown", value: code })),
    ...reach.unmatched
      .filter(here)
      .map(({ code }) => warning(place, { code: "wildcard_unmatched", value: code })),
    ...reach.leftOut
      .filter(({ listed }) => here(listed))
      .map(({ listed, services }) =>
        warning(place, {
          code: "wildcard_left_out",
          value: listed.code,
          count: services.length,
          services: services.slice(0, namedAtMost).map(leftOut),
        }),
      ),
  ];
}
