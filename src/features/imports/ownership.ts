import { type CodeKey, type EmailKey, foldedWords, serviceCode } from "./codes.ts";
import type { Programme, Provider, Service } from "./programme.ts";

/** How a topic for everybody begins, in the languages Kith speaks. */
const genericOpening = /^(all|any) available\b|^(todos los|todas las|cualquier)\b/i;

/** Most words of a name that are looked for. */
const longestName = 8;

/** Whether a service new to the programme is one for everybody, to be marked `generic`. */
export function soundsGeneric(service: { subject: string; number: string }): boolean {
  return service.number === "" && genericOpening.test(service.subject);
}

/**
 * Whose own each service is; a service that is nobody's own is not in the answer. A service is somebody's own
 *
 * 1. when it is marked with an owner, else
 * 2. when it is a general topic, not marked generic, and its code has a provider's full name in it
 *    ("Peer Mentoring with Talia K"), or
 * 3. when it is such a topic and exactly one provider lists it by its exact code.
 *
 * The lists of all providers count at once, so the order of a file's rows makes no difference. Where the third rule takes a
 * shared topic for somebody's own, a wildcard gives too little and the review says so; the reverse would
 * certify people for somebody else's service.
 */
export function ownersOf({ services, providers }: Programme): Map<CodeKey, EmailKey[]> {
  const topics = services.filter((service) => service.number === "" && !service.generic && !service.owner);
  const named = byFullName(providers);
  const listed = exactListings(topics, providers);
  const owners = new Map<CodeKey, EmailKey[]>();
  for (const topic of topics) {
    const single = listed.get(topic.key) ?? [];
    const found = new Set([...namesIn(topic, named), ...(single.length === 1 ? single : [])]);
    if (found.size > 0) owners.set(topic.key, [...found]);
  }
  for (const service of services) if (service.owner) owners.set(service.key, [service.owner]);
  return owners;
}

function exactListings(topics: readonly Service[], providers: readonly Provider[]) {
  const listed = new Map<CodeKey, EmailKey[]>(topics.map((topic) => [topic.key, []]));
  for (const provider of providers)
    for (const { key } of provider.codes) listed.get(key)?.push(provider.email);
  return listed;
}

/** Providers by the words of their names; half a name says too little. */
function byFullName(providers: readonly Provider[]): Map<string, EmailKey[]> {
  const named = new Map<string, EmailKey[]>();
  for (const { firstName, lastName, email } of providers) {
    if (firstName === "" || lastName === "") continue;
    const name = foldedWords(`${firstName} ${lastName}`).join(" ");
    named.set(name, [...(named.get(name) ?? []), email]);
  }
  return named;
}

function namesIn(topic: Service, named: ReadonlyMap<string, EmailKey[]>): EmailKey[] {
  const words = foldedWords(serviceCode(topic));
  const runs = words.flatMap((_, from) =>
    words.slice(from + 1, from + longestName).map((_, more) => words.slice(from, from + more + 2).join(" ")),
  );
  return runs.flatMap((run) => named.get(run) ?? []);
}
