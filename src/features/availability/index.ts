export { explainNoTimes, type NoTimes } from "./alternatives.ts";
export { freeAt, locationsAt, startsFor, verdictOn } from "./answers.ts";
export { minutesOfDates } from "./closings.ts";
export { datesText } from "./dates.ts";
export { type Asked, type Availability, askAvailability } from "./load.ts";
export { date, optionalDate } from "./schema.ts";
export { WhyNoTimes } from "./views/why-no-times.tsx";
export { localDate } from "./zones.ts";
