import { minuteOf } from "#platform/clock.ts";
import type { Scoped } from "#platform/database/scope.ts";
import { stepPath } from "../../booking/path.ts";
import { proposalsSection } from "../../proposals/section.tsx";
import type { Visit } from "../../visits/visit.ts";
import { ownRequest } from "../queries.ts";
import type { SupportRequest } from "../request.ts";
import { soonerTimes } from "../sooner.ts";
import { type Bookable, OwnRequestPage } from "../views/request.tsx";

/** A member's own request; null when it is nobody's or another's. `refusal` is said above it. */
export async function ownRequestPage(visit: Visit, trx: Scoped, id: string, refusal?: string) {
  const request = visit.person && (await ownRequest(trx, visit.person.id, id));
  return request ? ownPage(visit, trx, request, refusal) : null;
}

/** The page of a request that was found to be the visitor's own. */
export async function ownPage(visit: Visit, trx: Scoped, request: SupportRequest, refusal?: string) {
  const unanswered = request.state === "open" && request.widened && request.proposals === 0;
  return (
    <OwnRequestPage
      page={visit.page}
      request={request}
      proposals={await proposalsSection(visit, trx, request)}
      sooner={unanswered ? await bookable(visit, trx, request) : null}
      refusal={refusal}
    />
  );
}

async function bookable(
  { community, now }: Visit,
  trx: Scoped,
  { memberId }: SupportRequest,
): Promise<{ times: Bookable[]; all: string | null }> {
  const found = await soonerTimes(trx, { community, memberId, now: minuteOf(now) });
  if (!found) return { times: [], all: null };
  const steps = { format: found.formatId, service: found.serviceId };
  return {
    times: found.starts.map((at) => ({
      start: at,
      end: at + found.minutes,
      href: stepPath(community.base, { ...steps, at }),
    })),
    all: stepPath(community.base, steps),
  };
}
