import type { Ground } from "#platform/action.ts";
import { asCommunityId, inCommunity, type Scoped } from "#platform/database/scope.ts";
import { oneAtATime, recertify } from "../providers/certify.ts";
import { storedProgramme } from "../providers/programme.ts";
import type { Change } from "./changes.ts";
import { type Obstacle, obstaclesTo } from "./obstacles.ts";
import type { ChangePart, ImagePart } from "./parts.ts";
import type { Enrollment, Member, Provider, Service } from "./programme.ts";
import { progressOf } from "./progress.ts";
import { personIds } from "./queries/ids.ts";
import type { Image } from "./queries/images.ts";
import { fallBack, findImport, type Import, markUndone } from "./queries/imports.ts";
import { oneByOne, patiently } from "./queries/locks.ts";
import { dropParts, storePart, wholePart } from "./queries/parts.ts";
import { storedRoll } from "./queries/state.ts";
import { refreshStatistics } from "./queries/statistics.ts";
import * as undo from "./queries/undo.ts";
import { deleteEnrollments } from "./queries/write-enrollments.ts";
import { dropListedCodes, removeProviders } from "./queries/write-people.ts";
import type { ImportJob } from "./reading.ts";
import { inBatches, linesOf } from "./writing.ts";

/**
 * Takes an applied import back: what it added goes, what it changed or removed is again as it was. Does nothing when something it
 * wrote was edited since. What others depend on by now (people who came, services with meetings) stays, archived where it can be.
 */
export async function undoImport(ground: Ground, job: ImportJob): Promise<void> {
  const communityId = asCommunityId(job.communityId);
  const progress = progressOf(ground, communityId, job.importId, "undoing");
  const written = await inCommunity(ground.db, communityId, async (trx) => {
    await oneByOne(trx, communityId);
    const found = await findImport(trx, job.importId);
    if (found?.state !== "undoing") return 0;
    await patiently(trx);
    if (found.kind !== "enrollment") await oneAtATime(trx);
    const steps = { trx, found, tell: progress.tell };
    const obstacles = await obstaclesFor(steps);
    await dropParts(trx, found.id, ["obstacles", "kept"]);
    if (obstacles.length > 0) {
      await storePart(trx, found.id, "obstacles", obstacles);
      await progress.end();
      await fallBack(trx, found.id, { from: "undoing", to: "applied", failure: "obstacles" });
      return 0;
    }
    await storePart(trx, found.id, "kept", await takenBack(steps));
    await progress.end();
    await markUndone(trx, found.id);
    return found.review?.rowCount ?? 0;
  });
  await refreshStatistics(ground.db, written);
}

interface Steps {
  trx: Scoped;
  found: Import;
  tell: (fraction: number) => void;
}

async function obstaclesFor({ trx, found }: Steps): Promise<Obstacle[]> {
  const list = <Row>(part: ChangePart) => wholePart<Row>(trx, found.id, part);
  const change: Pick<Change, "services" | "providers" | "members"> = {
    services: {
      added: await list("services.added"),
      changed: await list("services.changed"),
      removed: await list("services.removed"),
    },
    providers: {
      added: await list("providers.added"),
      changed: await list("providers.changed"),
      removed: await list("providers.removed"),
    },
    members: { added: [], changed: await list("members.changed"), removed: [] },
  };
  return obstaclesTo(
    change,
    found.kind === "enrollment" ? await storedRoll(trx) : await storedProgramme(trx),
  );
}

/** Gives the names of what stays because others depend on it. */
async function takenBack(steps: Steps): Promise<string[]> {
  if (steps.found.kind === "enrollment") return enrollmentBack(steps);
  const kept = steps.found.kind === "services" ? await servicesBack(steps) : await providersBack(steps);
  await recertify(steps.trx);
  return kept;
}

async function servicesBack({ trx, found, tell }: Steps): Promise<string[]> {
  const images = await imagesOf(trx, found, "before.services");
  const before = new Set(images.map((image) => image.code_key));
  const added = await wholePart<Service>(trx, found.id, "services.added");
  const kept: string[] = [];
  const gone = added.map(({ key }) => key).filter((key) => !before.has(key));
  await inBatches(gone, async (some) => kept.push(...(await undo.removeServices(trx, some))));
  tell(0.6);
  await inBatches(images, (some) => undo.restoreServices(trx, some));
  return kept;
}

async function providersBack({ trx, found, tell }: Steps): Promise<string[]> {
  const list = <Row>(part: ChangePart) => wholePart<Row>(trx, found.id, part);
  const added = (await list<Provider>("providers.added")).map(({ email }) => email);
  const changed = (await list<Change["providers"]["changed"][number]>("providers.changed"))
    .filter(({ fields }) => fields.includes("codes"))
    .map(({ after }) => after.email);
  const images = await imagesOf(trx, found, "before.people");
  const people = new Set(images.map((image) => image.email));
  const providers = new Set((await imagesOf(trx, found, "before.providers")).map((image) => image.person_id));
  const wereProviders = new Set(images.filter(({ id }) => providers.has(id)).map((image) => image.email));

  const ids = await personIds(trx, [...added, ...changed]);
  await inBatches([...ids.values()], (some) => dropListedCodes(trx, some));
  tell(0.3);
  const became = added.filter((email) => !wereProviders.has(email)).flatMap((email) => ids.get(email) ?? []);
  await inBatches(became, (some) => undo.removeProviderRows(trx, some));
  const kept: string[] = [];
  await inBatches(
    added.filter((email) => !people.has(email)),
    async (some) => {
      const stay = await undo.removePeople(trx, "provider", some);
      await removeProviders(trx, stay);
      kept.push(...stay);
    },
  );
  tell(0.6);
  await inBatches(images, (some) => undo.restorePeople(trx, "provider", some));
  const listed = await imagesOf(trx, found, "before.listed_codes");
  await inBatches(listed, (some) => undo.restoreListedCodes(trx, some));
  return kept;
}

async function enrollmentBack({ trx, found, tell }: Steps): Promise<string[]> {
  const added = await wholePart<Enrollment>(trx, found.id, "enrollments.added");
  const ids = await personIds(
    trx,
    added.map(({ email }) => email),
  );
  let done = 0;
  await inBatches(added, async (some) => {
    await deleteEnrollments(trx, linesOf(some, ids));
    done += some.length;
    tell((0.6 * done) / added.length);
  });
  const images = await imagesOf(trx, found, "before.people");
  const people = new Set(images.map((image) => image.email));
  await inBatches(await imagesOf(trx, found, "before.enrollments"), (some) =>
    undo.restoreEnrollments(trx, some),
  );
  tell(0.7);
  const members = (await wholePart<Member>(trx, found.id, "members.added")).map(({ email }) => email);
  const kept: string[] = [];
  await inBatches(
    members.filter((email) => !people.has(email)),
    async (some) => kept.push(...(await undo.removePeople(trx, "member", some))),
  );
  tell(0.9);
  await inBatches(images, (some) => undo.restorePeople(trx, "member", some));
  return kept;
}

const imagesOf = (trx: Scoped, { id }: Import, part: ImagePart) => wholePart<Image>(trx, id, part);
