import { type Reach, standingOf } from "../imports/certification.ts";
import { isWildcard, serviceCode } from "../imports/codes.ts";
import type { StoredProgramme } from "./programme.ts";

/** Services offered as boxes to tick; with more of them only the listed ones are, and the rest is typed. */
const mostBoxes = 150;

export interface Box {
  readonly code: string;
  readonly name: string;
  readonly listed: boolean;
}

/** What the page about one provider's services shows. */
export interface Eligibility {
  readonly boxes: readonly Box[];
  /** Whether every service has a box. */
  readonly complete: boolean;
  /** What is listed and has no box: wildcards and codes of services that do not exist, as text. */
  readonly typed: string;
  /** What the list comes to, by the rule that is enforced. */
  readonly reach: Reach;
  /** How services are written, by their key. */
  readonly codeOf: ReadonlyMap<string, string>;
}

/** Prepares one provider's eligibility; undefined when there is no such provider in the programme. */
export async function eligibilityOf(
  programme: StoredProgramme,
  providerId: string,
): Promise<Eligibility | undefined> {
  const provider = programme.providers.find(({ id }) => id === providerId);
  if (!provider) return undefined;
  const listed = new Set(provider.codes.map(({ key }) => key));
  const complete = programme.services.length <= mostBoxes;
  const boxed = programme.services.filter(({ key }) => complete || listed.has(key));
  const keys = new Set(boxed.map(({ key }) => key));
  const rest = provider.codes.filter((code) => isWildcard(code) || !keys.has(code.key));
  return {
    boxes: boxed.map((service) => ({
      code: serviceCode(service),
      name: service.name,
      listed: listed.has(service.key),
    })),
    complete,
    typed: rest.map(({ code }) => code).join(" | "),
    reach: (await standingOf(programme)).reachOf(provider),
    codeOf: new Map(programme.services.map((service) => [service.key, serviceCode(service)])),
  };
}
