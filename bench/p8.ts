import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { setScene } from "../tests/faults/scene.ts";
import { type Bench, type Row, verdict } from "./harness.ts";
import { median } from "./support/clients.ts";
import { addYears } from "./support/history.ts";
import { withAndWithoutFigures } from "./support/kept.ts";
import { againstStatements } from "./support/pages.ts";

const years = { meetings: 50_000, places: 400_000, inAll: 2_000_000, people: 20_000 } as const;
const effort = { rounds: 25, perRound: 2 };

interface Page {
  readonly what: string;
  readonly path: string;
  /** Stands on it. */
  readonly shown: string;
  /** Milliseconds. */
  readonly goal?: number;
}

const pages: readonly Page[] = [
  { what: "Dashboard", path: "/dashboard", shown: 'id="contributions"' },
  { what: "Summary of 12 months", path: "/dashboard/metrics", shown: "came-graph", goal: 80 },
  { what: "Summary of everything", path: "/dashboard/metrics?period=all", shown: "came-graph", goal: 80 },
  { what: "Meeting List", path: "/dashboard/metrics/meetings", shown: "Participants", goal: 50 },
  {
    what: "its search",
    path: "/dashboard/metrics/meetings?q=sleep+27",
    shown: "Nights without sleep 27",
    goal: 50,
  },
  {
    what: "ordered by participants",
    path: "/dashboard/metrics/meetings?sort=participants",
    shown: "Participants",
  },
  { what: "ordered by name", path: "/dashboard/metrics/meetings?sort=name", shown: "A place to talk" },
  { what: "Demographics", path: "/dashboard/metrics/demographics", shown: "<figure", goal: 120 },
];

/** P8: the provider's pages after five years, against their statements; and what keeping their figures costs who writes. */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  try {
    const { ownerUrl, adminUrl } = house.database;
    const scene = await setScene(ownerUrl, { members: 2 });
    const began = performance.now();
    const giver = await addYears(adminUrl, scene, years);
    const rows: Row[] = [
      {
        what: `${years.meetings} meetings and ${years.places} places of one, ${years.inAll} in all: written down`,
        measured: `${Math.round((performance.now() - began) / 1_000)} s`,
      },
    ];
    const checks: Record<string, boolean> = {};
    const beside = await house.besideOverLine();
    for (const { what, path, shown, goal } of pages) {
      const opened = {
        visitor: giver.browser,
        path: scene.base + path,
        isRight: (html: string) => html.includes(shown),
      };
      const { http, bare, asked, ratio } = await againstStatements(house, beside, opened, effort);
      const p50 = median(http);
      rows.push({
        what: `${what}: page; its ${asked} statements; ratio`,
        measured: `${ms(p50)}; ${ms(median(bare))}; ${ratio.toFixed(2)} x`,
        goal: `${goal ? `< ${goal} ms, ` : ""}<= 3 x`,
      });
      if (goal) checks[`${what} takes ${ms(p50)}`] = p50 < goal;
      checks[`${what} takes ${ratio.toFixed(2)} x its statements`] = ratio <= 3;
    }
    await beside.server.end("SIGTERM");
    for (const { what, kept, bare } of await withAndWithoutFigures(ownerUrl, scene, giver.id))
      rows.push({
        what: `${what}: in the database; without keeping figures; ratio`,
        measured: `${ms(kept)}; ${ms(bare)}; ${(kept / bare).toFixed(2)} x`,
      });
    return verdict(rows, checks);
  } finally {
    await house.close();
  }
};

export default bench;

const ms = (figure: number): string => `${figure.toFixed(1)} ms`;
