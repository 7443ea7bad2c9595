import { createPace } from "#platform/csv/pace.ts";
import type { Pairs } from "./changes.ts";
import { type CodeKey, isWildcard, type ListedCode } from "./codes.ts";
import { ownersOf } from "./ownership.ts";
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

/**
 * Prepares to tell what providers of this programme are certified in. An exact code certifies; a wildcard certifies in
 * everything that begins like it, except in a service that is somebody else's own (see `ownersOf`).
 */
export function certifier(programme: Programme): (provider: Provider) => Reach {
  const byKey = new Map(programme.services.map((service) => [service.key, service]));
  const owners = ownersOf(programme);

  return (provider) => {
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
  };
}

/** Which certifications come and go when a programme changes. Lets the process do other work meanwhile. */
export async function certificationChanges(
  before: Programme,
  after: Programme,
): Promise<Pairs<Certification>> {
  const [had, has] = [certifier(before), certifier(after)];
  const earlier = new Map(before.providers.map((provider) => [provider.email, provider]));
  const changes: { added: Certification[]; removed: Certification[] } = { added: [], removed: [] };
  const pace = createPace();
  const compare = (email: string, from: readonly CodeKey[], to: readonly CodeKey[]) => {
    const [old, now] = [new Set(from), new Set(to)];
    for (const key of to) if (!old.has(key)) changes.added.push({ email, key });
    for (const key of from) if (!now.has(key)) changes.removed.push({ email, key });
  };
  for (const provider of after.providers) {
    const old = earlier.get(provider.email);
    earlier.delete(provider.email);
    compare(provider.email, old ? had(old).certified : [], has(provider).certified);
    await pace();
  }
  for (const gone of earlier.values()) {
    compare(gone.email, had(gone).certified, []);
    await pace();
  }
  return changes;
}
