/** What can be reported. */
export const reportKinds = ["person", "meeting", "proposal", "message", "file", "review", "room"] as const;

export type ReportKind = (typeof reportKinds)[number];

export const isReportKind = (text: string): text is ReportKind => reportKinds.some((kind) => kind === text);

/** How a message is named where it is reported: its thread and its number there. */
export const messageId = (threadId: string, number: number): string => `${threadId}.${number}`;
