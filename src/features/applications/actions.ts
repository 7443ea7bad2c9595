import { z } from "zod";
import { type Actor, action, ok, refuse } from "#platform/action.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";
import { coordinate } from "../admin/policy.ts";
import { currentCommunity } from "../communities/load.ts";
import { storeSettings } from "../communities/queries.ts";
import { notify } from "../notifications/notify.ts";
import { optionsOf } from "../options/queries.ts";
import { displayName } from "../people/person.ts";
import { findPerson, lockPerson, setRoles } from "../people/queries.ts";
import { findProfile, storeProfile } from "../profiles/queries.ts";
import { recertify } from "../providers/certify.ts";
import { replaceListedCodes } from "../providers/queries/codes.ts";
import { ensureProvider } from "../providers/queries/providers.ts";
import * as queries from "./queries.ts";
import { application, approval, decline } from "./schema.ts";

/** Who belongs to the community and is no provider yet. */
const mayApply = (actor: Actor): boolean => actor.id !== null && !actor.roles.has("provider");

/**
 * Somebody would like to become a provider; coordinators are told. Refuses: not_taken where the community takes no applications,
 * application_open when there is one already, and what cannot be chosen, field by field.
 */
export const apply = action({
  name: "applications.apply",
  may: mayApply,
  input: application,
  async run({ actor, input, trx, now, jobs }) {
    const { communityId, id: personId } = actor;
    if (!personId) return refuse("not_allowed");
    const { settings } = await currentCommunity(trx, communityId);
    if (!settings.takesApplications) return refuse("not_taken");
    const unknown = await unknownChoices(trx, input);
    if (Object.keys(unknown).length > 0) return refuse("invalid", { fields: unknown });
    // Who is forgotten meanwhile, or becomes one, does not apply.
    await lockPerson(trx, personId);
    const person = await findPerson(trx, personId);
    if (!person || person.archived || person.roles.includes("provider")) return refuse("not_allowed");
    const id = await queries.insertApplication(trx, { ...input, communityId, personId, now });
    if (!id) return refuse("application_open");
    await notify(trx, jobs, {
      communityId,
      to: (await queries.coordinators(trx)).filter((other) => other !== personId),
      kind: "connection",
      once: `applications.new.${id}`,
      message: "applications.new",
      values: { name: displayName(person) },
      path: `/admin/applications/${id}`,
    });
    await tellPages(trx, communityId, personId);
    return ok({ id });
  },
});

async function unknownChoices(
  trx: Scoped,
  { experiences, languages }: { experiences: readonly string[]; languages: readonly string[] },
): Promise<Record<string, string>> {
  const offered = async (list: "experience" | "language") =>
    new Set((await optionsOf(trx, list)).map(({ id }) => id));
  const [knownExperiences, knownLanguages] = [await offered("experience"), await offered("language")];
  return {
    ...(experiences.every((id) => knownExperiences.has(id)) ? {} : { experiences: "invalid_value" }),
    ...(languages.every((id) => knownLanguages.has(id)) ? {} : { languages: "invalid_value" }),
  };
}

/** Who applied takes it back while it is open. Again changes nothing. Refuses: not_found, application_settled. */
export const withdrawApplication = action({
  name: "applications.withdraw",
  may: (actor) => actor.id !== null,
  input: z.object({ id: z.guid() }),
  async run({ actor, input: { id }, trx, now }) {
    const written = await queries.lockApplication(trx, id);
    if (!written || written.personId !== actor.id) return refuse("not_found");
    if (written.state === "withdrawn") return ok(null);
    if (written.state !== "open") return refuse("application_settled");
    await queries.settleApplication(trx, id, { state: "withdrawn", by: null, now });
    await tellPages(trx, actor.communityId, written.personId);
    return ok(null);
  },
});

/**
 * A coordinator says yes: who applied is a provider from now on, may give what the codes say, and finds their profile begun. What
 * they told as a provider before stays. Refuses: not_found, application_settled.
 */
export const approveApplication = action({
  name: "applications.approve",
  may: coordinate,
  input: approval,
  async run({ actor, input: { id, codes }, trx, now, jobs }) {
    const written = await queries.lockApplication(trx, id);
    if (!written) return refuse("not_found");
    if (written.state !== "open") return refuse("application_settled");
    const { communityId } = actor;
    const { personId } = written;
    await queries.settleApplication(trx, id, { state: "approved", by: actor.id, now });
    const person = await findPerson(trx, personId);
    await setRoles(trx, personId, [...new Set([...(person?.roles ?? []), "provider" as const])]);
    await ensureProvider(trx, communityId, personId, written.zone);
    await beginProfile(trx, communityId, written);
    if (codes.length > 0) await replaceListedCodes(trx, personId, codes);
    await recertify(trx);
    await notify(trx, jobs, {
      communityId,
      to: [personId],
      kind: "connection",
      once: `applications.approved.${id}`,
      message: "applications.approved",
      path: "/profile",
      private: true,
    });
    await tellPages(trx, communityId, personId);
    await touch(trx, { communityId, people: [personId], about: ["access"] });
    return ok({ personId });
  },
});

/** What was applied with begins the profile, as the form said; nothing that is there is written over. */
async function beginProfile(trx: Scoped, communityId: string, written: queries.Application): Promise<void> {
  const profile = await findProfile(trx, written.personId);
  if (!profile) return;
  const { experiences, languages, qualification } = written;
  await storeProfile(trx, communityId, {
    ...profile,
    qualification: profile.qualification || qualification,
    experiences: profile.experiences.length > 0 ? profile.experiences : experiences,
    languages: profile.languages.length > 0 ? profile.languages : languages,
  });
}

/** A coordinator says no, with words for the one who applied. Refuses: not_found, application_settled. */
export const declineApplication = action({
  name: "applications.decline",
  may: coordinate,
  input: decline,
  async run({ actor, input: { id, answer }, trx, now, jobs }) {
    const written = await queries.lockApplication(trx, id);
    if (!written) return refuse("not_found");
    if (written.state !== "open") return refuse("application_settled");
    await queries.settleApplication(trx, id, { state: "declined", by: actor.id, answer, now });
    await notify(trx, jobs, {
      communityId: actor.communityId,
      to: [written.personId],
      kind: "connection",
      once: `applications.declined.${id}`,
      message: "applications.declined",
      path: "/application",
      private: true,
    });
    await tellPages(trx, actor.communityId, written.personId);
    return ok(null);
  },
});

/** A coordinator opens or closes the way to apply. What is open already stays open. */
export const takeApplications = action({
  name: "applications.take",
  may: coordinate,
  input: z.object({ takesApplications: z.boolean() }),
  async run({ actor, input, trx }) {
    await storeSettings(trx, actor.communityId, input);
    return ok(null);
  },
});

const tellPages = (trx: Scoped, communityId: string, personId: string): Promise<void> =>
  touch(trx, { communityId, people: [personId], roles: ["coordinator"], about: ["applications"] });
