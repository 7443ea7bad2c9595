export { type CalendarEntry, type CalendarMethod, type CalendarParty, calendarFile } from "./calendar.ts";
export { type Letter, type LetterParts, letter } from "./letter.tsx";
export { type OutgoingMail, queueAccountMail, queueMail } from "./outgoing.ts";
