import type { Scoped } from "#platform/database/scope.ts";
import { newId } from "#platform/ids.ts";

/** `told`: how many providers heard of it. */
export type RequestEvent = "asked" | "changed" | "closed" | "reopened" | "expired" | "widened";

interface Entry {
  readonly communityId: string;
  readonly requestId: string;
  readonly kind: RequestEvent;
  /** null when time did it. */
  readonly by: string | null;
  readonly at: Temporal.Instant;
  readonly detail?: Readonly<Record<string, number>>;
}

/** Writes down what happened to a request, and who did it. */
export async function record(trx: Scoped, entry: Entry): Promise<void> {
  const { communityId, requestId, kind, by, at, detail = {} } = entry;
  await trx
    .insertInto("request_events")
    .values({
      community_id: communityId,
      id: newId(),
      request_id: requestId,
      kind,
      by_person: by,
      detail: JSON.stringify(detail),
      at,
    })
    .execute();
}
