import { type RawBuilder, sql } from "kysely";

/** Says of the person `p` and their row of providers `r` that the directory shows them. */
export const listed: RawBuilder<boolean> = sql<boolean>`(
  p.archived_at is null and 'provider' = any(p.roles) and r.in_directory)`;
