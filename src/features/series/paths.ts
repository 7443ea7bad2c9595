import type { Part } from "./schema.ts";

/** The addresses about the series that a meeting is one of. */
export const seriesPaths = (base: string, meetingId: string) => ({
  meeting: `${base}/meetings/${meetingId}`,
  confirm: `${base}/meetings/${meetingId}/series/confirm`,
  cancel: (part: Part) => `${base}/meetings/${meetingId}/series/cancel?part=${part}`,
});
