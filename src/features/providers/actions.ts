import { action, ok, refuse } from "#platform/action.ts";
import { coordinate } from "../admin/policy.ts";
import { currentCommunity } from "../communities/load.ts";
import { insertPerson, renamePerson } from "../people/queries.ts";
import { recertify } from "./certify.ts";
import { replaceListedCodes } from "./queries/codes.ts";
import * as providers from "./queries/providers.ts";
import { changedProvider, listedCodes, markedProvider, newProvider } from "./schema.ts";

/**
 * A coordinator adds a provider by address. Who is on the list already becomes a provider too and keeps the other roles. Codes, when
 * given, replace what was listed.
 */
export const addProvider = action({
  name: "providers.add",
  may: coordinate,
  input: newProvider,
  async run({ actor, input: { codes, ...named }, trx }) {
    const person = { ...named, roles: ["provider"] as const };
    const id = await insertPerson(trx, actor.communityId, person, { joining: true });
    if (!id) return refuse("not_found");
    const { zone } = await currentCommunity(trx, actor.communityId);
    await providers.ensureProvider(trx, actor.communityId, id, zone);
    if (codes.length > 0) await replaceListedCodes(trx, id, codes);
    await recertify(trx);
    return ok({ id });
  },
});

/** Changes what is known of a provider and the terms of their bookings from now on. Refuses an address that is somebody else's. */
export const changeProvider = action({
  name: "providers.change",
  may: coordinate,
  input: changedProvider,
  async run({ input: { id, email, firstName, lastName, ...terms }, trx }) {
    if (!(await providers.findProvider(trx, id))) return refuse("not_found");
    if (!(await renamePerson(trx, id, { email, firstName, lastName }))) {
      return refuse("email_taken", { fields: { email: "fault.email_taken" } });
    }
    await providers.updateTerms(trx, id, terms);
    await recertify(trx);
    return ok(null);
  },
});

const marking = {
  pause: { mark: "paused_at", on: true },
  resume: { mark: "paused_at", on: false },
  lock: { mark: "locked_at", on: true },
  unlock: { mark: "locked_at", on: false },
} as const;

/** Pauses new bookings with a provider, or lets only coordinators change their hours, and back. */
export const markProvider = action({
  name: "providers.mark",
  may: coordinate,
  input: markedProvider,
  async run({ input, trx }) {
    if (!(await providers.findProvider(trx, input.id))) return refuse("not_found");
    const { mark, on } = marking[input.mark];
    await providers.setMark(trx, input.id, mark, on);
    return ok(null);
  },
});

/** Replaces what is listed for a provider; certifications follow at once. */
export const listCodes = action({
  name: "providers.listCodes",
  may: coordinate,
  input: listedCodes,
  async run({ input: { id, codes }, trx }) {
    if (!(await providers.findProvider(trx, id))) return refuse("not_found");
    await replaceListedCodes(trx, id, codes);
    await recertify(trx);
    return ok(null);
  },
});
