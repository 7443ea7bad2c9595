import { action, ok, refuse } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { coordinate } from "../admin/index.ts";
import { currentCommunity } from "../communities/load.ts";
import { isFed } from "./applying.ts";
import { isChangePart } from "./parts.ts";
import * as imports from "./queries/imports.ts";
import { dropParts } from "./queries/parts.ts";
import { oneImport, upload } from "./schema.ts";

/** A coordinator uploads a file: it is kept and will be read. Nothing changes before they apply it. Refuses what is no CSV file. */
export const uploadFile = action({
  name: "imports.upload",
  may: coordinate,
  input: upload,
  async run({ actor, input, trx, jobs }) {
    const community = await currentCommunity(trx, actor.communityId);
    if (isFed(community, input) || !actor.id) return refuse("fed");
    const id = newId();
    await imports.insertImport(trx, actor.communityId, { ...input, id, byPerson: actor.id });
    await jobs.send(trx, "import.read", { communityId: actor.communityId, importId: id });
    return ok({ id });
  },
});

/** Applies what was reviewed. A second click finds it on its way and changes nothing. Refuses a file with errors. */
export const apply = action({
  name: "imports.apply",
  may: coordinate,
  input: oneImport,
  async run({ actor, input: { id }, trx, jobs }) {
    const found = await imports.findImport(trx, id);
    if (!found || !actor.id) return refuse("not_found");
    if (isFed(await currentCommunity(trx, actor.communityId), found)) return refuse("fed");
    if (found.state === "review" && !found.review?.applicable) return refuse("has_errors");
    const rows = rowsOf(found);
    if (!(await imports.moveOn(trx, id, { from: ["review"], to: "applying" }))) return ok({ rows });
    await imports.signed(trx, id, "applied_by", actor.id);
    await jobs.send(trx, "import.apply", { communityId: actor.communityId, importId: id });
    return ok({ rows });
  },
});

/** How many rows an import writes, which tells whether somebody can wait for it. */
function rowsOf({ review }: imports.Import): number {
  const lengths = Object.entries(review?.lengths ?? {});
  return lengths.reduce((sum, [part, length]) => (isChangePart(part) ? sum + length : sum), 0);
}

/** Sets a review aside; its file stays under the recent imports. */
export const discard = action({
  name: "imports.discard",
  may: coordinate,
  input: oneImport,
  async run({ input: { id }, trx }) {
    if (!(await imports.findImport(trx, id))) return refuse("not_found");
    if (await imports.moveOn(trx, id, { from: ["reading", "review", "failed"], to: "discarded" }))
      await dropParts(trx, id);
    return ok(null);
  },
});

/** Takes an applied import back. A second click finds it on its way. */
export const undo = action({
  name: "imports.undo",
  may: coordinate,
  input: oneImport,
  async run({ actor, input: { id }, trx, jobs }) {
    const found = await imports.findImport(trx, id);
    if (!found || !actor.id) return refuse("not_found");
    const rows = rowsOf(found);
    if (!(await imports.moveOn(trx, id, { from: ["applied"], to: "undoing" }))) return ok({ rows });
    await imports.signed(trx, id, "undone_by", actor.id);
    await jobs.send(trx, "import.undo", { communityId: actor.communityId, importId: id });
    return ok({ rows });
  },
});
