export { shareFile, writeMessage } from "./actions.ts";
export { threadSection } from "./section.tsx";
