import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isNoChange } from "./changes.ts";
import { applied, course, emptyProgramme, provider, topic } from "./programme.examples.ts";
import type { Programme } from "./programme.ts";
import { planProviderFirst } from "./provider-first.ts";
import { readProvidersFile } from "./providers-file.ts";
import { reviewProviders } from "./providers-review.ts";
import { readServicesFile } from "./services-file.ts";
import { reviewServices } from "./services-review.ts";

const names = {
  own: (name: string) => `Peer Mentoring with ${name}`,
  generic: "All available Peer Mentoring",
};
const talia = provider("talia@x.example", "CHEM1301", { firstName: "Talia", lastName: "K" });
const bjorn = provider("bjorn@x.example", "Writing Help", { firstName: "Björn", lastName: "Haddad" });
const current: Programme = {
  services: [course("CHEM", "1301"), topic("Writing Help")],
  providers: [talia, bjorn],
};

describe("making a programme provider-first", () => {
  test("adds a service for each provider and one for all, and certifies everyone in both", async () => {
    const { change, nameless } = await planProviderFirst(current, names);
    expect(change.services.removed).toEqual([]);
    expect(change.services.changed).toEqual([]);
    expect(change.services.added).toEqual([
      topic("All available Peer Mentoring", { generic: true }),
      topic("Peer Mentoring with Talia K", { owner: "talia@x.example" }),
      topic("Peer Mentoring with Björn Haddad", { owner: "bjorn@x.example" }),
    ]);
    expect(change.certifications.removed).toEqual([]);
    expect(change.certifications.added).toEqual([
      { email: "talia@x.example", key: "peermentoringwithtaliak" },
      { email: "talia@x.example", key: "allavailablepeermentoring" },
      { email: "bjorn@x.example", key: "peermentoringwithbjörnhaddad" },
      { email: "bjorn@x.example", key: "allavailablepeermentoring" },
    ]);
    expect(change.providers.changed.map(({ after }) => after.codes.map(({ code }) => code))).toEqual([
      ["CHEM1301", "Peer Mentoring with Talia K", "All available Peer Mentoring"],
      ["Writing Help", "Peer Mentoring with Björn Haddad", "All available Peer Mentoring"],
    ]);
    expect(nameless).toEqual([]);
  });

  test("planned again plans nothing", async () => {
    const first = await planProviderFirst(current, names);
    const second = await planProviderFirst(applied(current, first.change), names);
    expect(isNoChange(second.change)).toBe(true);
  });

  test("uses the services of a programme that has them, and only marks whose they are", async () => {
    const there = {
      services: [
        topic("All available Peer Mentoring", { generic: true }),
        topic("peer mentoring with  Talia K"),
      ],
      providers: [provider("t@x.example", "*", { firstName: "Talia", lastName: "K" })],
    };
    const { change } = await planProviderFirst(there, names);
    expect(change.services.added).toEqual([]);
    expect(change.services.changed.map(({ after, fields }) => [after.owner, fields])).toEqual([
      ["t@x.example", ["owner"]],
    ]);
  });

  test("finds each service of a programme that is provider-first by its files, and adds none", async () => {
    const sample = (name: string) => readFileSync(`tests/fixtures/csv/peer-mentoring/${name}.csv`);
    const services = await reviewServices(
      await readServicesFile(sample("courses")),
      emptyProgramme,
      "replace",
    );
    const there = applied(emptyProgramme, services.change);
    const providers = await reviewProviders(await readProvidersFile(sample("tutors")), there, "replace");
    const { change, nameless } = await planProviderFirst(applied(there, providers.change), names);
    expect(change.services.added).toEqual([]);
    expect(change.services.changed.map(({ after }) => after.owner?.split("@")[0])).toEqual([
      ...["talia.k", "bjorn.haddad", "anya.delacruz", "kwame.iyer", "aaliyah.dubois", "hana.kowalski"],
      ...["zoe.novak", "hiro.yamada", "yara.iyer", "hana.larsen", "kwame.obrien", "aaliyah.garcia"],
    ]);
    expect(change.providers.changed).toEqual([]);
    expect(change.certifications).toEqual({ added: [], removed: [] });
    expect(nameless).toEqual([]);
  });

  test("gives two providers of one name a service each", async () => {
    const twins = {
      services: [],
      providers: ["hana1", "hana2"].map((name) =>
        provider(`${name}@x.example`, "", { firstName: "Hana", lastName: "Larsen" }),
      ),
    };
    const { change } = await planProviderFirst(twins, names);
    expect(change.services.added.map(({ subject, owner }) => [subject, owner])).toEqual([
      ["All available Peer Mentoring", null],
      ["Peer Mentoring with Hana Larsen", "hana1@x.example"],
      ["Peer Mentoring with Hana Larsen (hana2)", "hana2@x.example"],
    ]);
    expect(isNoChange((await planProviderFirst(applied(twins, change), names)).change)).toBe(true);
  });

  test("tells whose service is called by an address for want of a name", async () => {
    const { change, nameless } = await planProviderFirst(
      { services: [], providers: [provider("ali.d@x.example", "")] },
      names,
    );
    expect(nameless).toEqual(["ali.d@x.example"]);
    expect(change.services.added[1]?.subject).toBe("Peer Mentoring with ali.d");
  });

  test("takes the services of others out of wildcards", async () => {
    const wild = provider("w@x.example", "*", { firstName: "W", lastName: "X" });
    const { change } = await planProviderFirst({ ...current, providers: [talia, wild] }, names);
    const keys = change.certifications.added
      .filter(({ email }) => email === "w@x.example")
      .map(({ key }) => key);
    expect(keys.toSorted()).toEqual(["allavailablepeermentoring", "peermentoringwithwx"]);
  });
});
