import { sql } from "kysely";
import { z } from "zod";
import type { Scoped } from "../database/scope.ts";

const touchShape = z.object({
  communityId: z.string(),
  people: z.array(z.string()).readonly(),
  roles: z
    .array(z.enum(["member", "provider", "coordinator"]))
    .readonly()
    .optional(),
  about: z.array(z.string()).readonly(),
});

/**
 * That something changed, and for whom: the persons whose pages may have to change, everybody with one of the roles too, and what it
 * is about, in the words pages listen for: `requests`, `request:<id>`, `proposal:<id>`, `meeting:<id>`, `bell`, `access`. It says
 * nothing about what: a page that hears of it asks again, and is asked again who it is.
 */
export type Touch = z.output<typeof touchShape>;

export const liveChannel = "kith_live";

/** PostgreSQL carries less than 8,000 bytes at once; so many ids and words stay far below. */
const most = { people: 100, about: 20 };

/** Tells every app process that something changed, if and only if the transaction at hand commits. */
export async function touch(trx: Scoped, change: Touch): Promise<void> {
  const pieces = piecesOf(change).map((piece) => JSON.stringify(piece));
  if (pieces.length === 0) return;
  await sql`select pg_notify(${liveChannel}, piece) from unnest(${pieces}::text[]) as piece`.execute(trx);
}

function piecesOf({ communityId, people, roles = [], about }: Touch): Touch[] {
  const groups = inGroups([...new Set(people)], most.people);
  // Roles are named once: whoever has one hears of it once.
  const [first = [], ...more] = groups;
  const audiences = [
    ...(first.length + roles.length > 0 ? [{ people: first, roles }] : []),
    ...more.map((group) => ({ people: group })),
  ];
  return inGroups([...new Set(about)], most.about).flatMap((words) =>
    audiences.map((audience) => ({ communityId, ...audience, about: words })),
  );
}

const inGroups = (texts: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(texts.length / size) }, (_, i) => texts.slice(i * size, (i + 1) * size));

/** What was told, as another process reads it; null when it is no touch. */
export function readTouch(payload: string): Touch | null {
  try {
    return touchShape.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
