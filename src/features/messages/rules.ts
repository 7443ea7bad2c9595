/** Days after its end in which the people of a meeting can still write to each other. */
const daysAfter = 14;

/** Files that a thread holds at most. */
export const mostFiles = 20;

/** Bytes of a file at most. */
export const largestFile = 10 * 1024 * 1024;

/** Characters of a message at most. */
export const longestMessage = 5_000;

/** Whether something can still be written or shared. What is there stays readable. `end` and `now` in epoch minutes. */
export const isOpen = ({ end }: { end: number }, now: number): boolean => now < end + daysAfter * 24 * 60;
