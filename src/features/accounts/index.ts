export { createAccount, type NewAccount, rememberZone } from "./actions.ts";
