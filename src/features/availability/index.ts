export { type Alternatives, explainNoTimes, type NoTimes } from "./alternatives.ts";
export { freeAt, locationsAt, startsFor, type Verdict, verdictOn } from "./answers.ts";
export type { AskedProvider } from "./inputs.ts";
export { type Asked, type Availability, askAvailability, type Location } from "./load.ts";
export type { Rule } from "./question.ts";
export type { FreeTimes } from "./slots.ts";
export { WhyNoTimes } from "./views/why-no-times.tsx";
export { type WhyNone, whyNone } from "./why.ts";
