import { type RawBuilder, sql } from "kysely";
import { instantOf } from "#platform/clock.ts";
import type { Period } from "../period.ts";
import type { Part } from "../told.ts";

/** In which part of a growth a moment of the database lies. */
export const partSql = (moment: string, { from, to, turn }: Period): RawBuilder<Part> =>
  sql<Part>`case when ${sql.ref(moment)} < ${instantOf(from)} then 'before'
    when ${sql.ref(moment)} < ${instantOf(turn ?? to)} then 'first' else 'second' end`;

/** Whether a moment lies in the period, or before it in its year. */
export const grownSql = (moment: string, { yearFrom, to }: Period): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(moment)} >= ${instantOf(yearFrom)} and ${sql.ref(moment)} < ${instantOf(to)})`;
