import fc from "fast-check";
import { expect, test } from "vitest";
import { standingOf } from "./certification.ts";
import { type Mode, reversed } from "./changes.ts";
import { applied, course, provider } from "./programme.examples.ts";
import type { Programme } from "./programme.ts";
import { readProvidersFile } from "./providers-file.ts";
import { reviewProviders } from "./providers-review.ts";
import { readServicesFile } from "./services-file.ts";
import { reviewServices } from "./services-review.ts";

const mode = fc.constantFrom<Mode>("replace", "merge");
const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 6 }));
const lists = fc.dictionary(
  fc.constantFrom("a@x.example", "b@x.example", "c@x.example"),
  fc.uniqueArray(fc.constantFrom("CHEM1", "chem 2", "CHEM3", "CHEM*", "*", "LATER"), { minLength: 1 }),
);
const programme = fc.record({ numbers, lists, name: fc.constantFrom("", "Old") }).map(
  ({ numbers, lists, name }): Programme => ({
    services: numbers.map((number) => course("CHEM", String(number), name)),
    providers: Object.entries(lists).map(([email, codes]) => provider(email, codes.join("|"))),
  }),
);

const byKey = ({ services, providers }: Programme) => ({
  services: services.toSorted((a, b) => a.key.localeCompare(b.key)),
  providers: providers.toSorted((a, b) => a.email.localeCompare(b.email)),
});

/** All pairs of provider and certified service. */
async function certified(current: Programme): Promise<Set<string>> {
  const { reachOf } = await standingOf(current);
  return new Set(
    current.providers.flatMap((one) => reachOf(one).certified.map((key) => `${one.email} ${key}`)),
  );
}

test("a change leads to what the file says, its certifications follow, and its reverse leads back", async () => {
  const servicesFile = (rows: readonly number[]) =>
    readServicesFile(
      Buffer.from(["Subject,Course Number,Course Name", ...rows.map((n) => `CHEM,${n},New`)].join("\n")),
    );
  const providersFile = (rows: Record<string, string[]>) =>
    readProvidersFile(
      Buffer.from(
        [
          "Email,Courses",
          ...Object.entries(rows).map(([email, codes]) => `${email},${codes.join("|")}`),
        ].join("\n"),
      ),
    );
  await fc.assert(
    fc.asyncProperty(programme, numbers, lists, mode, async (current, rows, people, mode) => {
      const reviews = [
        await reviewServices(await servicesFile(rows), current, mode),
        await reviewProviders(await providersFile(people), current, mode),
      ];
      for (const { change, counts } of reviews) {
        const after = applied(current, change);
        const expected = await certified(current);
        for (const { email, key } of change.certifications.removed)
          expect(expected.delete(`${email} ${key}`)).toBe(true);
        for (const { email, key } of change.certifications.added) expected.add(`${email} ${key}`);
        expect(await certified(after)).toEqual(expected);
        expect(byKey(applied(after, reversed(change)))).toEqual(byKey(current));
        expect(reversed(reversed(change))).toEqual(change);
        if (mode === "merge") expect(counts.removed).toBe(0);
      }
    }),
    { numRuns: 400 },
  );
});

test("after a change the same file changes nothing more", async () => {
  const text = ["Email,First Name,Courses", "a@x.example,Ana,CHEM1|CHEM*", "b@x.example,,*"].join("\n");
  const current: Programme = {
    services: [course("CHEM", "1")],
    providers: [provider("c@x.example", "CHEM1")],
  };
  for (const mode of ["replace", "merge"] as const) {
    const { change } = await reviewProviders(await readProvidersFile(Buffer.from(text)), current, mode);
    const again = await reviewProviders(
      await readProvidersFile(Buffer.from(text)),
      applied(current, change),
      mode,
    );
    expect(again.noChange).toBe(true);
  }
});
