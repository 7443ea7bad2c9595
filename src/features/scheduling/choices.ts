import type { Scoped } from "#platform/database/scope.ts";
import type { Money } from "#platform/money.ts";
import type { Community } from "../communities/community.ts";
import { allFormats, type Format } from "../formats/queries.ts";
import { allLocations, type Location } from "../locations/queries.ts";

interface Agreed {
  readonly format: { readonly id: string };
  readonly location: { readonly id: string } | null;
  readonly price: Money | null;
}

export interface Choices {
  readonly formats: readonly Format[];
  readonly locations: readonly Location[];
  /** What is priced keeps the currency it was priced in. */
  readonly currency: string;
  /** Whether a price can be asked. */
  readonly priced: boolean;
}

/** What there is to choose from now, and what was agreed on although it is no longer offered. */
export async function choicesFor(
  trx: Scoped,
  { settings }: Pick<Community, "settings">,
  agreed: Agreed,
): Promise<Choices> {
  const formats = (await allFormats(trx)).filter(
    ({ id, size, archived }) => id === agreed.format.id || (size === "one_to_one" && !archived),
  );
  const locations = (await allLocations(trx)).filter(
    ({ id, archived }) => id === agreed.location?.id || !archived,
  );
  const price = agreed.price?.minor ?? 0;
  return {
    formats,
    locations,
    currency: agreed.price?.currency ?? settings.currency,
    priced: settings.modules.payments || price > 0,
  };
}
