import type { Page } from "#ui/page.ts";

/** The page at hand as `from` in an address: below the community's, and encoded. */
export function fromHere({ community, here }: Pick<Page, "community" | "here">): string {
  const base = `${community?.base ?? ""}/`;
  return encodeURIComponent(here.startsWith(base) ? here.slice(base.length) : "");
}

/** Where somebody came from, as `from` of an address says; what is no plain path below the community's is not believed. */
export const cameFrom = (base: string, from: string | undefined, otherwise: string): string =>
  from &&
  from.length < 300 &&
  /^[a-z][\w-]*(\/[\w.:-]+)*(\?[\w=&%.:+-]*)?$/i.test(from) &&
  !from.includes("..")
    ? `${base}/${from}`
    : otherwise;
