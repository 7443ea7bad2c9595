export { type EmptySearch, noteEmptySearch } from "./noting.ts";
