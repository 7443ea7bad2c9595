import type { Context } from "hono";
import { isId } from "#platform/ids.ts";
import { wanted } from "../admin/listing.ts";
import { type AgeBand, isAgeBand } from "../profiles/bands.ts";

/** What the directory is searched for, as its address says it. */
export interface DirectorySearch {
  readonly q: string;
  readonly page: number;
  /** Ids of options; "" for any. */
  readonly experience: string;
  readonly language: string;
  readonly gender: string;
  /** An age the provider is there for; "" for any. */
  readonly age: AgeBand | "";
  /** Whether they have to be open within the next days. */
  readonly soon: boolean;
}

/** Days within which "soon" is. */
export const soonDays = 7;

/** Reads the search from an address; what makes no sense narrows nothing. */
export function searched(c: Context): DirectorySearch {
  const id = (name: string): string => {
    const given = c.req.query(name) ?? "";
    return isId(given) ? given : "";
  };
  const age = c.req.query("age") ?? "";
  return {
    ...wanted(c),
    experience: id("experience"),
    language: id("language"),
    gender: id("gender"),
    age: isAgeBand(age) ? age : "",
    soon: c.req.query("soon") === "on",
  };
}

/** Whether anything narrows the list. */
export const isNarrowed = ({ q, experience, language, gender, age, soon }: DirectorySearch): boolean =>
  soon || [q, experience, language, gender, age].some((part) => part !== "");

/** The words of a search, each of which has to be found. */
export const wordsOf = (q: string): string[] => q.split(/\s+/).filter(Boolean).slice(0, 8);
