/** Why somebody reports something. */
export const reasons = ["danger", "harassment", "unwelcome", "spam", "other"] as const;

export type Reason = (typeof reasons)[number];

/** Characters of what somebody adds, and of what is answered. */
export const longest = { words: 2_000, answer: 1_000 } as const;

/** Messages kept before and after the one that was reported, and of a room that was reported. */
export const around = { message: 5, room: 10 } as const;

/** Reports of one person that wait for an answer at the same time. */
export const mostOpen = 20;
