export { optionalSpan, span, toSpan, type Unit } from "./durations.ts";
export { email, line, oneOf, spanFrom, spanValues, text, ticked, whole } from "./fields.ts";
export { byName, holds, type Listing, listing, type Wanted, wanted } from "./listing.ts";
export { direction, moved, storeOrder } from "./order.ts";
export { coordinate } from "./policy.ts";
export { again, filled, param, type Returned, returned } from "./returned.ts";
export { Panel, type PanelPlace } from "./views/panel.tsx";
