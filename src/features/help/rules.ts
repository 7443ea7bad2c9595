/** Characters of a field at most. */
export const longest = { text: 5_000, name: 200, email: 254, phone: 60, browser: 120, device: 120 } as const;

/** Questions of one person that wait for an answer at the same time. */
export const mostOpen = 20;

/** How often somebody can send something here: so many times in so many seconds. */
export const pace = { times: 20, seconds: 60 * 60 } as const;

/** What is sent as a screenshot: bytes, and points of the picture, at most. */
export const largest = { bytes: 10 * 1024 * 1024, points: 32_000_000 } as const;

/** A picture is kept no wider and no higher than this: a long page on a phone is high. */
export const kept = { width: 2_400, height: 8_000 } as const;

/** Pictures that one person has sent without a message that was taken. */
export const mostLoose = 3;

/** How the number of a question is typed where one is looked for: `27` or `#27`; null for other words. */
export function numberIn(typed: string): number | null {
  const digits = /^#?(\d{1,9})$/.exec(typed.trim())?.[1];
  return digits ? Number(digits) : null;
}
