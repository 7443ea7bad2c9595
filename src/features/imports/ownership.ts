import { eachAtPace } from "#platform/csv/pace.ts";
import { type CodeKey, type EmailKey, plainWords, serviceCode } from "./codes.ts";
import type { Programme, Provider, Service } from "./programme.ts";

/** How a topic for everybody begins, in the languages Kith speaks. */
const genericOpening = /^(all|any) available\b|^(todos los|todas las|cualquier)\b/i;

/** Whether a service new to the programme is one for everybody, to be marked `generic`. */
export function soundsGeneric(service: { subject: string; number: string }): boolean {
  return service.number === "" && genericOpening.test(service.subject);
}

/** Whose own each service is. */
export type Owners = ReadonlyMap<CodeKey, readonly EmailKey[]>;

/**
 * Finds out whose own each service is; a service that is nobody's own is not in the answer. A service is somebody's own
 *
 * 1. when it is marked with an owner, else
 * 2. when it is a general topic, not marked generic, and its code has a provider's full name in it ("Peer Mentoring
 *    with Talia K"), or that of the address (talia.k@...) of one without a name, or
 * 3. when it is such a topic and exactly one provider lists it by its exact code.
 *
 * The lists of all providers count at once, so the order of a file's rows makes no difference. Where the third rule takes a
 * shared topic for somebody's own, a wildcard gives too little and the review says so; the reverse would
 * certify people for somebody else's service.
 */
export async function ownersOf({ services, providers }: Programme): Promise<Owners> {
  const topics = services.filter((service) => service.number === "" && !service.generic && !service.owner);
  const listed = await exactListings(topics, providers);
  const named = await byFullName(providers);
  const owners = new Map<CodeKey, EmailKey[]>();
  await eachAtPace(topics, (topic) => {
    const single = listed.get(topic.key) ?? [];
    const found = new Set([...namesIn(topic, named), ...(single.length === 1 ? single : [])]);
    if (found.size > 0) owners.set(topic.key, [...found]);
  });
  for (const service of services) if (service.owner) owners.set(service.key, [service.owner]);
  return owners;
}

async function exactListings(topics: readonly Service[], providers: readonly Provider[]) {
  const listed = new Map<CodeKey, EmailKey[]>();
  await eachAtPace(topics, ({ key }) => listed.set(key, []));
  await eachAtPace(providers, ({ codes, email }) => {
    for (const { key } of codes) listed.get(key)?.push(email);
  });
  return listed;
}

/** Names of several words, found by their first two; half a name says too little. */
type Names = ReadonlyMap<string, { words: string[]; email: EmailKey }[]>;

async function byFullName(providers: readonly Provider[]): Promise<Names> {
  const names = new Map<string, { words: string[]; email: EmailKey }[]>();
  await eachAtPace(providers, ({ firstName, lastName, email }) => {
    const nameless = firstName === "" && lastName === "";
    const words = plainWords(nameless ? addressName(email) : `${firstName} ${lastName}`);
    if ((!nameless && (firstName === "" || lastName === "")) || words.length < 2) return;
    const start = `${words[0]} ${words[1]}`;
    const alike = names.get(start) ?? [];
    alike.push({ words, email });
    names.set(start, alike);
  });
  return names;
}

/** What an address says of a name: "talia.k2@..." is Talia K. */
function addressName(email: EmailKey): string {
  return (email.split("@")[0] ?? "").replace(/[\d_]+/g, " ");
}

/** Providers whose whole name stands in the code of a topic, word by word. */
function namesIn(topic: Service, names: Names): EmailKey[] {
  if (names.size === 0) return [];
  const words = plainWords(serviceCode(topic));
  return words.flatMap((word, from) =>
    (names.get(`${word} ${words[from + 1]}`) ?? [])
      .filter((name) => name.words.every((part, index) => part === words[from + index]))
      .map(({ email }) => email),
  );
}
