export { type CalendarMethod, type CalendarParty, calendarFile } from "./calendar.ts";
export { type Letter, letter } from "./letter.tsx";
export { queueAccountMail, queueMail } from "./outgoing.ts";
