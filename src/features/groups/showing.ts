import type { Scoped } from "#platform/database/scope.ts";
import { touch } from "#platform/live/touch.ts";

interface Changed {
  readonly communityId: string;
  /** Group meetings that changed. */
  readonly ids: readonly string[];
  /** Whose pages show them: hosts, and who has or waits for a place or is invited. */
  readonly people: readonly string[];
  /** Whether everybody of the community may find them. */
  readonly open: boolean;
}

/** Lets the pages show what changed. That something private changed is told to nobody but its own people. */
export async function showGroups(trx: Scoped, { communityId, ids, people, open }: Changed): Promise<void> {
  await touch(trx, { communityId, people, about: ids.map((id) => `meeting:${id}`) });
  await touch(trx, {
    communityId,
    people,
    ...(open && { roles: ["member", "provider", "coordinator"] as const }),
    about: ["groups"],
  });
}
