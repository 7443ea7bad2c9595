import pg from "pg";
import { vi } from "vitest";

/** What is asked of PostgreSQL during a piece of work, by anybody in this process; without what opens and ends transactions. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    const texts = spy.mock.calls.map(([asked]: unknown[]) => textOf(asked));
    return texts.filter((text) => !/^\s*(begin|commit|rollback|set local)\b/i.test(text));
  } finally {
    spy.mockRestore();
  }
}

function textOf(asked: unknown): string {
  if (typeof asked === "string") return asked;
  return asked && typeof asked === "object" && "text" in asked ? String(asked.text) : "";
}
