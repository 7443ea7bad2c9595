import type { Scoped } from "#platform/database/scope.ts";
import type { Visit } from "../visits/visit.ts";
import { placeOf, pointsPath } from "./paths.ts";
import { ownStanding } from "./standing.ts";
import { PointsSection } from "./views/section.tsx";

/** Goals shown on the dashboard. */
const mostShown = 3;

/** The points of who looks, for their dashboard. Null for who gives no meetings, and where the community does without points. */
export async function pointsSection(visit: Visit, trx: Scoped) {
  const { page, community, actor } = visit;
  const standing = await ownStanding(visit, trx);
  return (
    standing && (
      <PointsSection
        page={page}
        points={standing.points}
        next={standing.open.slice(0, mostShown)}
        placeOf={(rule) => community.base + placeOf(rule, actor.id ?? "")}
        at={community.base + pointsPath}
      />
    )
  );
}
