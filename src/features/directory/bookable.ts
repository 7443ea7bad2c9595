import type { Scoped } from "#platform/database/scope.ts";
import { mayBookService } from "../booking/rules.ts";
import type { Visit } from "../visits/visit.ts";
import { type Entry, type OfferedService, servicesOf } from "./queries.ts";

/** What the visitor can book a provider for; nothing where the provider takes no new meetings. */
export async function bookableOf(
  trx: Scoped,
  { actor, community }: Pick<Visit, "actor" | "community">,
  provider: Entry,
): Promise<OfferedService[]> {
  if (provider.paused) return [];
  const services = await servicesOf(trx, actor, provider.id);
  return services.filter((service) => mayBookService(community.settings, service));
}

/** What a provider is booked for without asking: their own service, or the one they give. */
export const onlyService = (services: readonly OfferedService[]): OfferedService | undefined =>
  services.find(({ own }) => own) ?? (services.length === 1 ? services[0] : undefined);
