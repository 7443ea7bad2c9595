import { expect, test } from "vitest";
import type { Page } from "#ui/page.ts";
import { translator } from "../../words/translate.ts";
import { defaultWords } from "../../words/words.ts";
import { MetricsFrame } from "./views/frame.tsx";

const page: Page = {
  t: translator({ ...defaultWords, meeting: { one: "Session", many: "Sessions" } }),
  here: "/c/riverside/dashboard/metrics/demographics",
  look: "system",
  demo: false,
  account: null,
  community: {
    name: "Riverside",
    base: "/c/riverside",
    modules: { requests: true, payments: true, groups: true, rooms: true, points: true },
  },
  roles: new Set(["provider"]),
  unread: null,
  discreet: false,
  quickExit: "",
  zone: "Europe/London",
  now: Temporal.Instant.from("2026-03-02T09:00:00Z"),
  stamp: "",
  notice: null,
};

test("the three tabs of the metrics are addresses, in their order, and say where one is", async () => {
  const html = String(
    await (
      <MetricsFrame page={page} at="demographics">
        figures
      </MetricsFrame>
    ).toString(),
  );
  const tabs = /<nav aria-label="Parts of the metrics".*?<\/nav>/s.exec(html)?.[0] ?? "";
  expect(
    [...tabs.matchAll(/href="([^"]*)"( aria-current="page")?[^>]*>([^<]*)</g)].map((tab) => tab.slice(1)),
  ).toEqual([
    ["/c/riverside/dashboard/metrics", undefined, "Summary"],
    ["/c/riverside/dashboard/metrics/demographics", ' aria-current="page"', "Demographics"],
    ["/c/riverside/dashboard/metrics/meetings", undefined, "Session List"],
  ]);
  expect(html).toContain('href="/c/riverside/dashboard"');
});
