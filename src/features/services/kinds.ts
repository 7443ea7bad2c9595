import type { Scoped } from "#platform/database/scope.ts";
import { ownersOf } from "../imports/ownership.ts";
import { displayName } from "../people/person.ts";
import { storedProviders } from "../providers/programme.ts";
import type { StoredService } from "./queries/services.ts";
import { kindOf, type ServiceKind } from "./rules.ts";

/** Adds to services of what kind they are and the names of those whose own they are, by mark or by the service's name. */
export async function withKinds<Known extends StoredService>(
  trx: Scoped,
  services: readonly Known[],
): Promise<(Known & { kind: ServiceKind; owners: string[] })[]> {
  if (services.length === 0) return [];
  const providers = await storedProviders(trx);
  const owners = await ownersOf({ services, providers });
  const names = new Map(providers.map((provider) => [provider.email, displayName(provider)]));
  return services.map((service) => {
    const own = (owners.get(service.key) ?? []).map((email) => names.get(email) ?? email);
    return { ...service, owners: own, kind: kindOf({ ...service, owners: own }) };
  });
}
