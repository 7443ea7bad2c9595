import { exportAccess } from "./features/access/exporting.ts";
import { exportApplications } from "./features/applications/exporting.ts";
import { exportHours } from "./features/availability/exporting.ts";
import { exportBlocks } from "./features/blocks/exporting.ts";
import { exportDrafts } from "./features/booking/exporting.ts";
import { exportConnections } from "./features/connections/exporting.ts";
import { exportDemographics } from "./features/demographics/exporting.ts";
import { exportPlan } from "./features/earnings/exporting.ts";
import type { Exporter } from "./features/exports/exporter.ts";
import { exportCopies } from "./features/exports/exporting.ts";
import { exportFeedback } from "./features/feedback/exporting.ts";
import { exportInvitations } from "./features/groups/exporting.ts";
import { exportHelp } from "./features/help/exporting.ts";
import { exportMeetings } from "./features/meetings/exporting.ts";
import { exportMessages } from "./features/messages/exporting.ts";
import { exportNotifications } from "./features/notifications/exporting.ts";
import { exportPayments } from "./features/payments/exporting.ts";
import { exportPerson } from "./features/people/exporting.ts";
import { exportGoals } from "./features/points/exporting.ts";
import { exportProfile } from "./features/profiles/exporting.ts";
import { exportProposals } from "./features/proposals/exporting.ts";
import { exportReports } from "./features/reports/exporting.ts";
import { exportRequests } from "./features/requests/exporting.ts";
import { exportReviews } from "./features/reviews/exporting.ts";
import { exportRooms } from "./features/rooms/exporting.ts";
import { exportServices } from "./features/services/exporting.ts";
import { exportWaits } from "./features/waits/exporting.ts";

/** What is in a copy of somebody's data, feature by feature: the one list, in the order in which the copy shows it. */
export const exporters: readonly Exporter[] = [
  ...exportPerson,
  ...exportDemographics,
  ...exportProfile,
  ...exportHours,
  ...exportServices,
  ...exportMeetings,
  ...exportInvitations,
  ...exportDrafts,
  ...exportWaits,
  ...exportRequests,
  ...exportProposals,
  ...exportMessages,
  ...exportRooms,
  ...exportFeedback,
  ...exportGoals,
  ...exportReviews,
  ...exportConnections,
  ...exportBlocks,
  ...exportApplications,
  ...exportReports,
  ...exportHelp,
  ...exportPayments,
  ...exportPlan,
  ...exportNotifications,
  ...exportAccess,
  ...exportCopies,
];

/** Columns that name somebody and are in no copy of theirs, and why. With those of the exporters these are all there are: a test asks. */
export const notExported: Readonly<Record<string, string>> = {
  "blocks.blocked_id": "Who blocked somebody is told to nobody.",
  "reports.about_id": "What was reported about somebody would tell who reported it.",
  "reports.settled_by": "A report is known to the one who made it and to coordinators alone.",
  "review_notes.provider_id": "Written to the coordinators in confidence, about somebody.",
  "review_notes.seen_by": "Belongs to a note that is not theirs.",
  "reviews.hidden_by": "Belongs to a review that is not theirs.",
  "empty_searches.provider_id":
    "Says for whose times somebody looked in vain: it is nobody's doing but the searcher's, who is not kept.",
  "payments.payee_id":
    "What others paid is in their copy; who is on the premium plan saves what they earned by month.",
  "partial_refunds.payee_id": "Belongs to a payment of somebody else.",
  "premium_plans.begun_by":
    "Which coordinator switched somebody's plan on says nothing about that coordinator.",
  "premium_plans.ended_by":
    "Which coordinator switched somebody's plan off says nothing about that coordinator.",
  "occupancy.person_id": "Follows from the meetings, the proposals and the waits.",
  "given_meetings.person_id": "Follows from the meetings and what is known of them.",
  "encounters.person_id": "Counted from the meetings.",
  "encounters.provider_id": "Counted from the meetings.",
  "idempotency_keys.person_id": "Says only that a form was sent twice; gone after seven days.",
};
