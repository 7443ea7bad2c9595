export type { CalendarEntry, CalendarMethod, CalendarParty } from "./calendar.ts";
export { closingOf } from "./closing.ts";
export { type Letter, letter } from "./letter.tsx";
export { notify, privateMail } from "./notify.ts";
export { queueAccountMail, queueMail } from "./outgoing.ts";
export { readNotice } from "./queries/notifications.ts";
export { readersOf } from "./queries/readers.ts";
export { calendarFor, tell } from "./telling.ts";
