import type { Actor } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import type { Community } from "../communities/community.ts";
import { allFormats } from "../formats/queries.ts";
import { allLocations, type Location } from "../locations/queries.ts";
import { optionsOf, type ProfileOption } from "../options/queries.ts";
import { type Host, hostsFor } from "./queries/hosts.ts";

export interface Choices {
  /** Formats of groups. */
  readonly formats: readonly {
    readonly id: string;
    readonly name: string;
    readonly minutes: number;
    readonly ways: readonly string[];
  }[];
  /** Who can give a group meeting, by name. */
  readonly hosts: readonly Host[];
  readonly locations: readonly Location[];
  readonly experiences: readonly ProfileOption[];
  /** What is priced keeps the currency it was priced in. */
  readonly currency: string;
  /** Whether a price can be asked. */
  readonly priced: boolean;
}

/** What stays choosable although it is no longer offered. */
interface Chosen {
  readonly formatId: string;
  readonly location: { readonly id: string } | null;
  readonly experience: { readonly id: string } | null;
  readonly price: { readonly minor: number; readonly currency: string } | null;
}

/** What there is to choose from when a group meeting is planned or changed by the actor. */
export async function choicesFor(
  trx: Scoped,
  actor: Actor,
  { settings }: Pick<Community, "settings">,
  chosen?: Chosen,
): Promise<Choices> {
  const formats = (await allFormats(trx)).filter(
    ({ id, size, archived }) => size === "group" && (!archived || id === chosen?.formatId),
  );
  const locations = (await allLocations(trx)).filter(
    ({ id, archived }) => !archived || id === chosen?.location?.id,
  );
  return {
    formats,
    hosts: await hostsFor(trx, actor),
    locations,
    experiences: await optionsOf(trx, "experience", chosen?.experience ? [chosen.experience.id] : []),
    currency: chosen?.price?.currency ?? settings.currency,
    priced: settings.modules.payments || chosen?.price != null,
  };
}
