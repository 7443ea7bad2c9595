export { type CalendarEntry, type CalendarMethod, type CalendarParty, calendarFile } from "./calendar.ts";
export { type Letter, letter } from "./letter.tsx";
export { type Notice, notify } from "./notify.ts";
export { queueAccountMail, queueMail } from "./outgoing.ts";
export { readersOf } from "./queries/readers.ts";
export { tell } from "./telling.ts";
