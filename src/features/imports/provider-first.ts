import { displayName } from "#features/people/person.ts";
import { certificationChanges, standingOf } from "./certification.ts";
import { type Change, compare, noChange } from "./changes.ts";
import { CODE_LIMIT, type CodeKey, codeKey, type EmailKey, serviceCode, tidy } from "./codes.ts";
import { ownersOf } from "./ownership.ts";
import type { Programme, Provider, Service } from "./programme.ts";

/** What services are called, in the community's words and language. */
export type ServiceNames = {
  /** "Talia K" becomes "Peer Mentoring with Talia K". */
  own: (provider: string) => string;
  /** "All available Peer Mentoring". */
  generic: string;
};

export type ProviderFirstPlan = {
  change: Change;
  /** Providers without a name, whose service is called by a part of their address. */
  nameless: EmailKey[];
};

/**
 * "Make me provider-first": a service of their own for every provider, marked as theirs, a generic one for all, and
 * everyone certified in both. What is there already is used, so that planning again plans nothing.
 */
export async function planProviderFirst(current: Programme, names: ServiceNames): Promise<ProviderFirstPlan> {
  const services = new Map(current.services.map((service) => [service.key, service]));
  const generic = { ...topicCalled(names.generic, services), owner: null, generic: true };
  services.set(generic.key, generic);

  const find = await ownServiceFinder(current, names);
  const providers: Provider[] = [];
  const nameless: EmailKey[] = [];
  for (const provider of current.providers) {
    const own = { ...find(provider, services), owner: provider.email, generic: false };
    if (!services.has(own.key) && !provider.firstName && !provider.lastName) nameless.push(provider.email);
    services.set(own.key, own);
    providers.push(alsoListing(provider, [own, generic]));
  }

  const after = { services: [...services.values()], providers };
  const marked = await compare<Service, Service>(current.services, after.services, "merge", {
    keyOf: (service) => service.key,
    merged: (service) => service,
    differing: (a, b) => (["owner", "generic"] as const).filter((field) => a[field] !== b[field]),
  });
  const listing = await compare<Provider, Provider>(current.providers, providers, "merge", {
    keyOf: (provider) => provider.email,
    merged: (provider) => provider,
    differing: (a, b) => (a.codes.length === b.codes.length ? [] : ["codes"]),
  });
  const certifications = await certificationChanges(await standingOf(current), await standingOf(after));
  const change = { ...noChange, services: marked.delta, providers: listing.delta, certifications };
  return { change, nameless };
}

/** Finds a provider's own service: marked as theirs, or called as it would be, or with their name in it; or makes one. */
async function ownServiceFinder(current: Programme, names: ServiceNames) {
  // Without anybody's list: that only one provider lists "Writing Help" does not make it the service they are booked by.
  const unlisted = current.providers.map((provider) => ({ ...provider, codes: [] }));
  const owners = await ownersOf({ services: current.services, providers: unlisted });
  const ownTopics = new Map<EmailKey, Service>();
  for (const service of current.services) {
    const [owner, ...others] = owners.get(service.key) ?? [];
    const fits = owner !== undefined && others.length === 0 && service.number === "";
    if (fits && (service.owner || !ownTopics.has(owner))) ownTopics.set(owner, service);
  }

  return (provider: Provider, services: ReadonlyMap<CodeKey, Service>): Service => {
    const there = ownTopics.get(provider.email);
    if (there) return there;
    const name = names.own(displayName(provider));
    const candidates = [name, `${name} (${provider.email.split("@")[0]})`, `${name} (${provider.email})`];
    const free = candidates.map((candidate) => topicCalled(candidate, services)).find(isFree);
    return free ?? topicCalled(provider.email, services);
  };
}

function isFree(service: Service): boolean {
  return !service.owner && !service.generic && service.number === "";
}

/** The general topic of this name, there or new. */
function topicCalled(name: string, services: ReadonlyMap<CodeKey, Service>): Service {
  const subject = tidy(name.replace(/[|*]/g, " ")).slice(0, CODE_LIMIT);
  const key = codeKey(subject);
  return services.get(key) ?? { key, subject, number: "", name: "", owner: null, generic: false };
}

function alsoListing(provider: Provider, services: readonly Service[]): Provider {
  const listed = new Set(provider.codes.map(({ key }) => key));
  const more = services.filter(({ key }) => !listed.has(key));
  const codes = more.map((service) => ({ key: service.key, code: serviceCode(service) }));
  return { ...provider, codes: [...provider.codes, ...codes] };
}
