import type { Eraser } from "../erasure/eraser.ts";
import { endPremium } from "./queries/plans.ts";

/** Who leaves is on no plan any more. What was paid stays in the books, as of somebody who left. */
export const eraseEarnings: Eraser = async (trx, _jobs, { personId, now }) => {
  await endPremium(trx, { providerId: personId, by: null, now });
};
