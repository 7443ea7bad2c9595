import { type RawBuilder, sql } from "kysely";

/** Says of two persons (columns or ids) that one of them blocked the other. Part of every statement that brings two people together. */
export const blocked = (
  one: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from blocks b where (b.person_id, b.blocked_id) in ((${one}, ${other}), (${other}, ${one})))`;
