export { toSpan } from "./durations.ts";
export { oneOf, spanFrom, spanValues, ticked } from "./fields.ts";
export { holds, holdsLower, type Listing, listed, listing, type Wanted, wanted } from "./listing.ts";
export { coordinate } from "./policy.ts";
export { again, filled, param, type Returned, returned } from "./returned.ts";
export { Panel } from "./views/panel.tsx";
