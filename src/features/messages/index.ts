export { shareFile, writeMessage } from "./actions.ts";
export type { ThreadOwner } from "./rules.ts";
export { threadSection } from "./section.tsx";
