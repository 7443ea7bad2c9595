import { readFileSync } from "node:fs";
import { sql } from "kysely";
import type { Finding } from "../../src/features/imports/findings.ts";
import type { ImportKind } from "../../src/features/imports/kinds.ts";
import type { Part } from "../../src/features/imports/parts.ts";
import { findImport, type Import } from "../../src/features/imports/queries/imports.ts";
import { wholePart } from "../../src/features/imports/queries/parts.ts";
import { newId } from "../../src/platform/ids.ts";
import type { TestApp, TestCommunity } from "./app.ts";
import type { Answer, Client } from "./client.ts";

/** A file of the fixtures, or text as a file. */
export const sample = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`tests/fixtures/csv/${name}`));

const tables = ["services", "people", "providers", "listed_codes", "certifications", "enrollments"] as const;

/** A coordinator at the imports of a community, through the pages, and what is stored. */
export class ImportDesk {
  readonly #app: TestApp;
  readonly #community: TestCommunity;
  readonly client: Client;
  readonly base: string;

  constructor(app: TestApp, community: TestCommunity, client: Client) {
    this.#app = app;
    this.#community = community;
    this.client = client;
    this.base = `${community.base}/admin/imports`;
  }

  send(
    kind: ImportKind,
    file: Uint8Array<ArrayBuffer> | string,
    { mode = "replace", name = `${kind}.csv`, key = newId() } = {},
  ): Promise<Answer> {
    return this.client.post(this.base, { kind, mode, key, file: new File([file], name) });
  }

  /** Uploads a file and gives the id of its import. */
  async upload(
    kind: ImportKind,
    file: Uint8Array<ArrayBuffer> | string,
    options: { mode?: "replace" | "merge"; name?: string } = {},
  ): Promise<string> {
    const answer = await this.send(kind, file, options);
    const id = answer.location.split("/").at(-1);
    if (answer.status !== 303 || !id) throw new Error(`not uploaded: ${answer.status} ${answer.text}`);
    return id;
  }

  /** Uploads and applies a file. */
  async take(
    kind: ImportKind,
    file: Uint8Array<ArrayBuffer> | string,
    options: { mode?: "replace" | "merge" } = {},
  ): Promise<string> {
    const id = await this.upload(kind, file, options);
    await this.settled(id);
    await this.act(id, "apply");
    const { state } = await this.settled(id);
    if (state !== "applied") throw new Error(`not applied: ${state}`);
    return id;
  }

  act(id: string, what: "apply" | "undo" | "discard"): Promise<Answer> {
    return this.client.post(`${this.base}/${id}/${what}`);
  }

  async page(id: string, query = ""): Promise<string> {
    return (await this.client.get(`${this.base}/${id}${query}`)).text;
  }

  async found(id: string): Promise<Import> {
    const found = await this.#app.inside(this.#community, (trx) => findImport(trx, id));
    if (!found) throw new Error("there is no such import");
    return found;
  }

  /** Waits until nothing goes on with an import, with the workers where they are needed. Gives up after a while. */
  async settled(id: string, patience = 30_000): Promise<Import> {
    for (const deadline = Date.now() + patience; Date.now() < deadline; ) {
      const found = await this.found(id);
      if (!["reading", "applying", "undoing"].includes(found.state)) return found;
      await this.#app.platform.jobs.start();
      await this.#app.startWorkers();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("the import does not settle");
  }

  part<Item>(id: string, part: Part): Promise<Item[]> {
    return this.#app.inside(this.#community, (trx) => wholePart<Item>(trx, id, part));
  }

  findings(id: string): Promise<Finding[]> {
    return this.part<Finding>(id, "findings");
  }

  /** Every row of what imports write, but for when it was written. */
  dump(): Promise<Record<string, unknown[]>> {
    return this.#app.inside(this.#community, async (trx) => {
      const dumped: Record<string, unknown[]> = {};
      for (const table of tables) {
        const { rows } = await sql<{ row: Record<string, unknown> }>`
          select to_jsonb(t) - 'created_at' as row from ${sql.table(table)} t order by to_jsonb(t)::text
        `.execute(trx);
        dumped[table] = rows.map(({ row }) => row);
      }
      return dumped;
    });
  }
}

/** A community with a coordinator at its imports. */
export async function importDesk(
  app: TestApp,
  settings: object = {},
): Promise<ImportDesk & { community: TestCommunity }> {
  const community = await app.community({ settings });
  const coordinator = await app.person(community, {
    roles: ["coordinator"],
    firstName: "Cora",
    lastName: "Ordinate",
  });
  return Object.assign(new ImportDesk(app, community, await app.signIn(coordinator)), { community });
}
