import type { Eraser } from "../erasure/eraser.ts";
import { forgetDemographics } from "./queries.ts";

/** What somebody told of themself goes; they are counted no more. */
export const eraseDemographics: Eraser = (trx, _jobs, { personId }) => forgetDemographics(trx, personId);
