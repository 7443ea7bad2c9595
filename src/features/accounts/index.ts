export { createAccount, rememberZone } from "./actions.ts";
