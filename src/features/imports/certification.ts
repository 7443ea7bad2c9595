import { createPace, eachAtPace } from "#platform/csv/pace.ts";
import type { Pairs } from "./changes.ts";
import { type CodeKey, type EmailKey, isWildcard, type ListedCode } from "./codes.ts";
import { type Owners, ownersOf } from "./ownership.ts";
import type { Certification, Programme, Provider, Service } from "./programme.ts";

/** What a provider's listed codes come to. */
export type Reach = {
  /** In the order of the list, each service once. */
  certified: CodeKey[];
  /** Exact codes that no service has yet; they take effect when one does. */
  unknown: ListedCode[];
  /** Wildcards that no code begins like. */
  unmatched: ListedCode[];
  /** Services a wildcard would reach, were they not somebody else's own. */
  leftOut: { listed: ListedCode; services: Service[] }[];
};

/** A programme with what follows from it: whose own its services are, and what each provider may give. */
export type Standing = {
  programme: Programme;
  owners: Owners;
  reachOf: (provider: Provider) => Reach;
};

/**
 * Works out the standing of a programme. An exact code certifies; a wildcard certifies in everything that begins like
 * it, except in a service that is somebody else's own (see `ownersOf`).
 */
export async function standingOf(programme: Programme): Promise<Standing> {
  const byKey = new Map<CodeKey, Service>();
  await eachAtPace(programme.services, (service) => byKey.set(service.key, service));
  const owners = await ownersOf(programme);

  function reachOf(provider: Provider): Reach {
    const reach: Reach = { certified: [], unknown: [], unmatched: [], leftOut: [] };
    const exact = provider.codes.filter((listed) => !isWildcard(listed)).map(({ key }) => key);
    const certified = new Set(exact.filter((key) => byKey.has(key)));
    for (const listed of provider.codes) {
      if (!isWildcard(listed)) {
        if (!byKey.has(listed.key)) reach.unknown.push(listed);
        continue;
      }
      const prefix = listed.key.slice(0, -1);
      const matching = programme.services.filter(({ key }) => key.startsWith(prefix));
      const others = matching.filter(
        ({ key }) => !certified.has(key) && owners.get(key)?.includes(provider.email) === false,
      );
      const without = new Set(others);
      for (const service of matching) if (!without.has(service)) certified.add(service.key);
      if (matching.length === 0) reach.unmatched.push(listed);
      if (others.length > 0) reach.leftOut.push({ listed, services: others });
    }
    reach.certified = [...certified];
    return reach;
  }

  return { programme, owners, reachOf };
}

/** Which certifications come and go from one standing to another. Lets the process do other work meanwhile. */
export async function certificationChanges(before: Standing, after: Standing): Promise<Pairs<Certification>> {
  const added: Certification[] = [];
  const removed: Certification[] = [];
  const record = (email: EmailKey, from: readonly CodeKey[], to: readonly CodeKey[]) => {
    const [old, now] = [new Set(from), new Set(to)];
    for (const key of to) if (!old.has(key)) added.push({ email, key });
    for (const key of from) if (!now.has(key)) removed.push({ email, key });
  };
  const gone = new Map<EmailKey, Provider>();
  const pace = createPace();
  await eachAtPace(before.programme.providers, (provider) => gone.set(provider.email, provider));
  for (const provider of after.programme.providers) {
    const old = gone.get(provider.email);
    gone.delete(provider.email);
    record(provider.email, old ? before.reachOf(old).certified : [], after.reachOf(provider).certified);
    await pace();
  }
  for (const provider of gone.values()) {
    record(provider.email, before.reachOf(provider).certified, []);
    await pace();
  }
  return { added, removed };
}
