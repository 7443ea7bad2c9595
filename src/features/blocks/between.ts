import { type RawBuilder, sql } from "kysely";

/** Says of two persons (columns or ids) that one of them blocked the other. Part of every statement that brings two people together. */
export const blocked = (
  one: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
): RawBuilder<boolean> => sql<boolean>`exists (
  select from blocks b where (b.person_id, b.blocked_id) in ((${one}, ${other}), (${other}, ${one})))`;

/** The same for many at once, who are compared with one: the ids of everybody who blocked this person or was blocked by them. */
export const blockedWith = (person: RawBuilder<unknown>): RawBuilder<unknown> => sql`(
  select b.blocked_id from blocks b where b.person_id = ${person}
  union all select b.person_id from blocks b where b.blocked_id = ${person})`;
