import pg from "pg";
import { newId } from "#platform/ids.ts";

/** What node-postgres asks of a statement that copies rows in; its own types say nothing of the replies. */
interface CopyConnection {
  sendCopyFromChunk(chunk: Uint8Array): void;
  endCopyFrom(): void;
}

/** `COPY ... FROM STDIN` with all its rows in one piece. */
class CopyIn {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #rows: Uint8Array;
  readonly #settle = Promise.withResolvers<void>();

  constructor(text: string, rows: Uint8Array) {
    this.#text = text;
    this.#rows = rows;
    this.done = this.#settle.promise;
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text);
  }
  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.#rows));
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {}
  handleError(error: Error): void {
    this.#settle.reject(error);
  }
  handleReadyForQuery(): void {
    this.#settle.resolve();
  }
}

/** The bare database with the same rows, as the application's own role: `COPY` into a staging table, and one merge. Milliseconds. */
export async function copyAndMerge(appUrl: string, communityId: string, csv: Uint8Array): Promise<number> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    const ids = Array.from({ length: 30_000 }, () => newId());
    await client.query(
      "create temp table ids as select id, row_number() over () as at from unnest($1::uuid[]) as u (id)",
      [ids],
    );
    const began = performance.now();
    await client.query(`begin; set local kith.community = '${communityId}'`);
    await client.query(
      "create temp table staging (at bigint generated always as identity, email text, sso_id text, code text) on commit drop",
    );
    const copy = new CopyIn("copy staging (email, sso_id, code) from stdin (format csv, header)", csv);
    client.query(copy);
    await copy.done;
    await client.query(`
      with members as (
        insert into people (community_id, id, email, sso_id, roles)
        select current_community(), ids.id, m.email, m.sso_id, array['member']
        from (select email, min(sso_id) as sso_id, row_number() over () as at from staging group by email) m
        join ids on ids.at = m.at
        on conflict (community_id, email) do update set sso_id = excluded.sso_id
        returning id, email
      )
      insert into enrollments (community_id, person_id, code_key, code, service_id)
      select current_community(), m.id, lower(replace(s.code, ' ', '')), s.code, v.id
      from staging s
      join members m on m.email = s.email
      left join services v on v.community_id = current_community() and v.code_key = lower(replace(s.code, ' ', ''))
      order by s.at
      on conflict (community_id, person_id, code_key) do update set code = excluded.code
    `);
    await client.query("commit");
    return performance.now() - began;
  } finally {
    await client.end();
  }
}
