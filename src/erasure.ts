import { eraseApplications } from "./features/applications/erasing.ts";
import { eraseConnections } from "./features/connections/erasing.ts";
import { eraseSearches } from "./features/demand/erasing.ts";
import { eraseDemographics } from "./features/demographics/erasing.ts";
import { eraseEarnings } from "./features/earnings/erasing.ts";
import type { Eraser } from "./features/erasure/eraser.ts";
import { erasePerson } from "./features/erasure/person.ts";
import { eraseProvider } from "./features/erasure/provider.ts";
import { eraseFeedback } from "./features/feedback/erasing.ts";
import { eraseGroups } from "./features/groups/erasing.ts";
import { eraseHelp } from "./features/help/erasing.ts";
import { eraseMeetings } from "./features/meetings/erasing.ts";
import { eraseGoals } from "./features/points/erasing.ts";
import { eraseReports } from "./features/reports/erasing.ts";
import { eraseAsking } from "./features/requests/erasing.ts";
import { eraseReviews } from "./features/reviews/erasing.ts";
import { eraseFromRooms } from "./features/rooms/erasure.ts";
import { eraseWaits } from "./features/waits/erasing.ts";

/** What is done feature by feature when somebody is forgotten: the one list, in the order of the locks that they take. */
export const erasers: readonly Eraser[] = [
  eraseAsking,
  eraseMeetings,
  eraseGroups,
  eraseWaits,
  eraseSearches,
  eraseConnections,
  eraseApplications,
  eraseFeedback,
  eraseFromRooms,
  eraseReviews,
  eraseReports,
  eraseDemographics,
  eraseGoals,
  eraseHelp,
  eraseEarnings,
  eraseProvider,
  erasePerson,
];
