import type { Eraser } from "./features/erasure/eraser.ts";

/** What is done feature by feature when somebody is forgotten: the one list, in the order of the locks that they take. */
export const erasers: readonly Eraser[] = [];
