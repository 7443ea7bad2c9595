import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Bench, Row, Verdict } from "./harness.ts";

const results = new URL("RESULTS.md", import.meta.url);

/** `node bench/run.ts P1 [P2 ...]`: measures these lines of the goals; the exit status is 0 when all of them hold. */
async function main(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) throw new Error("say which: node bench/run.ts P1");
  for (const id of ids.map((given) => given.toUpperCase())) {
    const verdict = await (await benchFor(id))();
    print(id, verdict);
    record(id, verdict);
    if (!verdict.ok) process.exitCode = 1;
  }
}

async function benchFor(id: string): Promise<Bench> {
  const file = new URL(`${id.toLowerCase()}.ts`, import.meta.url);
  if (!/^P\d+$/.test(id) || !existsSync(file)) throw new Error(`there is no bench ${id}`);
  const module: { default: Bench } = await import(file.href);
  return module.default;
}

function print(id: string, { rows, ...verdict }: Verdict): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, measured, goal } of rows) {
    console.log(`${what.padEnd(width)}  ${measured}${goal ? `   [${goal}]` : ""}`);
  }
  console.log(lastLine(id, verdict));
}

function lastLine(id: string, { ok, why = "no reason given" }: Omit<Verdict, "rows">): string {
  return ok ? `${id} ok` : `${id} short: ${why}`;
}

/** Puts the section of this bench into RESULTS.md, in place of the one from before. */
function record(id: string, verdict: Verdict): void {
  const text = existsSync(results) ? readFileSync(results, "utf8") : "";
  const sections = new Map(
    text
      .split(/^(?=## )/m)
      .filter((section) => section.startsWith("## "))
      .map((section) => [/^## (\S+)/.exec(section)?.[1] ?? "", section.trimEnd()]),
  );
  sections.set(id, sectionOf(id, verdict));
  const order = [...sections.keys()].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
  const intro =
    "# Figures\n\nWritten by `npm run bench -- <id>`. Ratios are of CPU time, taken in one run; absolute times promise nothing.";
  writeFileSync(results, `${[intro, ...order.map((key) => sections.get(key))].join("\n\n")}\n`);
}

function sectionOf(id: string, { rows, ...verdict }: Verdict): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown"}`;
  const line = ({ what, measured, goal = "" }: Row) => `| ${what} | ${measured} | ${goal} |`;
  const table = ["| what | measured | goal |", "|---|---|---|", ...rows.map(line)].join("\n");
  return `## ${id}\n\n${day}, ${machine}\n\n${table}\n\n${lastLine(id, verdict)}`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
