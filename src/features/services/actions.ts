import { action, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { translator } from "../../words/translate.ts";
import { coordinate } from "../admin/policy.ts";
import type { Community } from "../communities/community.ts";
import { currentCommunity } from "../communities/load.ts";
import type { Change } from "../imports/changes.ts";
import { codeKey } from "../imports/codes.ts";
import { planProviderFirst, type ServiceNames } from "../imports/provider-first.ts";
import { personIds } from "../imports/queries/ids.ts";
import { dropListedCodes, insertListedCodes } from "../imports/queries/write-people.ts";
import { upsertServices } from "../imports/queries/write-services.ts";
import { oneAtATime, recertify } from "../providers/certify.ts";
import { storedProgramme } from "../providers/programme.ts";
import { listAlso } from "../providers/queries/codes.ts";
import { providerByEmail } from "../providers/queries/providers.ts";
import * as enrollment from "./queries/enrollment.ts";
import * as services from "./queries/services.ts";
import * as schema from "./schema.ts";

/** A coordinator adds one service. Codes listed or enrolled before it existed take effect. Refuses a code that is there already. */
export const addService = action({
  name: "services.add",
  may: coordinate,
  input: schema.newService,
  async run({ actor, input, trx }) {
    const id = await services.insertService(trx, actor.communityId, input);
    if (!id) return refuse("code_taken", { fields: { subject: "fault.code_taken" } });
    await recertify(trx);
    return ok({ id });
  },
});

/**
 * Changes how a service is called and whose it is. Its code stays, since files and enrollments name it. Who becomes its owner is
 * certified in it. Refuses an owner who is no provider here.
 */
export const changeService = action({
  name: "services.change",
  may: coordinate,
  input: schema.changedService,
  async run({ input: { id, owner, ...fields }, trx }) {
    const service = await services.findService(trx, id);
    if (!service) return refuse("not_found");
    const ownerId = owner === "" ? null : await providerByEmail(trx, owner);
    if (ownerId === undefined) return refuse("no_provider", { fields: { owner: "fault.no_provider" } });

    await services.updateService(trx, id, { ...fields, ownerId });
    if (ownerId) await listAlso(trx, ownerId, service);
    await recertify(trx);
    return ok(null);
  },
});

/** Takes a service off what can be booked, or brings it back with the certifications its code has. Booked meetings stay. */
export const archiveService = action({
  name: "services.archive",
  may: coordinate,
  input: schema.archivedService,
  async run({ input, trx }) {
    if (!(await services.setServiceArchived(trx, input.id, input.archived))) return refuse("not_found");
    await recertify(trx);
    return ok(null);
  },
});

/** Enrolls one member in one service. Refuses while a feed is the source: the two are never mixed. */
export const enroll = action({
  name: "services.enroll",
  may: coordinate,
  input: schema.newEnrollment,
  async run({ actor, input, trx }) {
    if (await isFed(trx, actor.communityId)) return refuse("fed");
    const key = codeKey(input.code);
    const personId = await enrollment.memberByEmail(trx, input.email);
    const service = await enrollment.serviceByKey(trx, key);
    if (!personId) return refuse("no_member", { fields: { email: "fault.no_member" } });
    if (!service) return refuse("no_service", { fields: { code: "fault.no_service" } });
    const row = { personId, key, code: service.code, serviceId: service.id };
    await enrollment.insertEnrollment(trx, actor.communityId, row);
    return ok(null);
  },
});

/** Takes one member out of one service, or forgets a code that no service has. Refuses while a feed is the source. */
export const unenroll = action({
  name: "services.unenroll",
  may: coordinate,
  input: schema.oneEnrollment,
  async run({ actor, input, trx }) {
    if (await isFed(trx, actor.communityId)) return refuse("fed");
    const was = await enrollment.deleteEnrollment(trx, input.personId, input.key);
    return was ? ok(null) : refuse("not_found");
  },
});

async function isFed(trx: Scoped, communityId: string): Promise<boolean> {
  return (await currentCommunity(trx, communityId)).settings.enrollmentSource === "feed";
}

/** A service of their own for every provider, one for all of them, and everybody certified in both, at once. */
export const makeProviderFirst = action({
  name: "services.makeProviderFirst",
  may: coordinate,
  input: schema.providerFirst,
  async run({ actor, input, trx }) {
    await oneAtATime(trx);
    const programme = await storedProgramme(trx);
    if (programme.providers.length === 0) return refuse("no_providers");
    const community = await currentCommunity(trx, actor.communityId);
    const { change } = await planProviderFirst(programme, serviceNames(community, input.support));
    await writePlan(trx, change);
    await recertify(trx);
    return ok(null);
  },
});

async function writePlan(trx: Scoped, { services, providers }: Change): Promise<void> {
  await upsertServices(trx, [...services.added, ...services.changed.map(({ after }) => after)]);
  const ids = await personIds(
    trx,
    providers.changed.map(({ after }) => after.email),
  );
  const listing = providers.changed.flatMap(({ after: { email, codes } }) => {
    const id = ids.get(email);
    return id ? [{ id, codes }] : [];
  });
  await dropListedCodes(
    trx,
    listing.map(({ id }) => id),
  );
  await insertListedCodes(trx, listing);
}

/** How services named after providers read in the community's words. */
export function serviceNames({ words }: Pick<Community, "words">, support: string): ServiceNames {
  const t = translator(words);
  return {
    own: (name) => t("services.providerFirst.own", { support, name }),
    generic: t("services.providerFirst.generic", { support }),
  };
}
