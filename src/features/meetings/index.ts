export { announce } from "./announce.ts";
export { cancelBetween } from "./between.ts";
export { finalise } from "./finality.ts";
export { meetingOf, othersOf, pathsOf } from "./found.ts";
export { lockFreeTimes, lockTimes, occupy, occupying } from "./occupancy.ts";
export { free, type Meeting, meetingFor, move, record } from "./queries.ts";
export { mayChange } from "./rules.ts";
