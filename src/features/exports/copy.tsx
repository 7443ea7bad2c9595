import type { Database } from "#platform/database/connection.ts";
import { inCommunity, type Scoped, snapshotOf } from "#platform/database/scope.ts";
import { Archive } from "#platform/zip/archive.ts";
import type { Translate } from "../../words/translate.ts";
import type { Community } from "../communities/community.ts";
import type { Exporter, Owner } from "./exporter.ts";
import { filePiece, type OwnFile, ownFiles, rowsOf } from "./queries.ts";
import { pathOfFile, schemaVersion } from "./rules.ts";
import { IndexFile, type PartShown } from "./views/index-file.tsx";

interface Wanted {
  readonly db: Database;
  readonly community: Community;
  readonly owner: Owner;
  readonly exporters: readonly Exporter[];
  readonly name: string;
  readonly t: Translate;
  readonly now: Temporal.Instant;
}

/**
 * A copy of all that a community holds about somebody, as a ZIP archive. Everything but the files is read as it was at one moment and
 * waits in memory, compressed: what one person wrote is small, and no transaction stays open while somebody with a slow line takes
 * it. The files are read piece by piece on the way. Nothing touches a disk.
 */
export async function copyOf(wanted: Wanted): Promise<AsyncGenerator<Uint8Array>> {
  const { db, community, owner, exporters, name, t, now } = wanted;
  const archive = await Archive.open(now);
  const files = await snapshotOf(db, community.id, async (trx) => {
    const parts: PartShown[] = [];
    for (const exporter of exporters) {
      const { part, about } = exporter;
      const items = await addPart(archive, trx, exporter, wanted);
      parts.push({ file: `data/${part}.json`, about: t(about), items });
    }
    const shared = (await ownFiles(trx, owner.personId)).map((file, i) => ({
      ...file,
      path: pathOfFile(i + 1, file.name),
    }));
    const about = {
      schema: schemaVersion,
      community: community.name,
      person: name,
      madeAt: now,
      parts,
      files: shared.map(({ id, path, size }) => ({ id, path, size })),
    };
    await archive.add("data/index.json", once(JSON.stringify(about, null, 2)));
    const index = (
      <IndexFile t={t} community={community} name={name} now={now} parts={parts} files={shared} />
    );
    await archive.add("index.html", once(String(await index)));
    return shared;
  });
  for (const file of files) archive.later(file.path, () => contentOf(wanted, file));
  return archive.bytes();
}

/** One part as JSON: what it is, and its items. Gives how many there are. */
async function addPart(archive: Archive, trx: Scoped, exporter: Exporter, wanted: Wanted): Promise<number> {
  let count = 0;
  async function* written(): AsyncGenerator<Uint8Array> {
    const head = { schema: schemaVersion, part: exporter.part, about: wanted.t(exporter.about), items: [] };
    yield Buffer.from(JSON.stringify(head, null, 2).replace(/\]\n\}$/, ""));
    for await (const row of rowsOf(trx, exporter.rows(wanted.owner))) {
      const item = JSON.stringify(row, null, 2).replaceAll("\n", "\n    ");
      yield Buffer.from(`${count > 0 ? "," : ""}\n    ${item}`);
      count += 1;
    }
    yield Buffer.from(count > 0 ? "\n  ]\n}\n" : "]\n}\n");
  }
  await archive.add(`data/${exporter.part}.json`, written());
  return count;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** Bytes of a file in memory at a time. */
const piece = 256 * 1024;

/** A file that was taken away meanwhile ends where it is. */
async function* contentOf({ db, community }: Wanted, file: OwnFile): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.size; from += piece) {
    const part = await inCommunity(db, community.id, (trx) => filePiece(trx, file, { from, length: piece }));
    if (!part) return;
    yield part;
  }
}
