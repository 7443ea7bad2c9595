import { codeKey, serviceCode } from "../imports/codes.ts";
import type { Programme } from "../imports/programme.ts";
import type { ProviderFirstPlan } from "../imports/provider-first.ts";
import { displayName } from "../people/person.ts";

/** What "provider-first" would make: the one for all, and one line for each provider. */
export interface PlannedServices {
  readonly generic: { readonly code: string; readonly isNew: boolean } | null;
  readonly own: readonly { readonly name: string; readonly code: string; readonly isNew: boolean }[];
  /** Certifications that come with it. */
  readonly certifications: number;
  /** Providers without a name, whose service is called by a part of their address. */
  readonly nameless: readonly string[];
  readonly nothing: boolean;
}

/** Says what a plan makes, for the eye: the one for all, and each provider's own, new or there already. */
export function plannedServices(
  programme: Programme,
  { change, nameless }: ProviderFirstPlan,
  genericName: string,
): PlannedServices {
  const added = new Set(change.services.added.map((service) => service.key));
  const written = [...change.services.added, ...change.services.changed.map(({ after }) => after)];
  const after = [...written, ...programme.services];
  const line = (service: (typeof after)[number]) => ({
    code: serviceCode(service),
    isNew: added.has(service.key),
  });
  const generic = after.find((service) => service.generic && service.key === codeKey(genericName));
  const own = programme.providers.flatMap((provider) => {
    const service = after.find(({ owner }) => owner === provider.email);
    return service ? [{ name: displayName(provider), ...line(service) }] : [];
  });
  return {
    generic: generic ? line(generic) : null,
    own,
    certifications: change.certifications.added.length,
    nameless,
    nothing: written.length === 0 && change.providers.changed.length === 0,
  };
}
