import { describe, expect, test } from "vitest";
import { certificationChanges, standingOf } from "./certification.ts";
import { ownersOf } from "./ownership.ts";
import { course, provider, topic } from "./programme.examples.ts";
import type { Programme } from "./programme.ts";

const general = topic("All available Peer Mentoring", { generic: true });
const talias = topic("Peer Mentoring with Talia K");
const bjorns = topic("Peer Mentoring with Björn Haddad");
const writing = topic("Writing Help");
const chem1 = course("CHEM", "1301");
const chem2 = course("CHEM", "1302");
const services = [general, talias, bjorns, writing, chem1, chem2];

describe("a service is somebody's own", () => {
  test("when it is marked with an owner, whoever lists it and whatever it is", async () => {
    const marked = { ...chem1, owner: "talia@x.example" };
    const providers = [provider("a@x.example", "CHEM1301"), provider("talia@x.example", "*")];
    expect(await ownersOf({ services: [marked], providers })).toEqual(
      new Map([["chem1301", ["talia@x.example"]]]),
    );
  });

  test("when it is a general topic that exactly one provider lists by its exact code", async () => {
    const one = [provider("a@x.example", "writing help"), provider("b@x.example", "Writing*|*")];
    expect(await ownersOf({ services, providers: one })).toEqual(new Map([["writinghelp", ["a@x.example"]]]));
    const two = [...one, provider("c@x.example", "Writing Help")];
    expect(await ownersOf({ services, providers: two })).toEqual(new Map());
  });

  test("when it is a general topic with a provider's full name in it, listed or not", async () => {
    const names = [
      provider("t@x.example", "*", { firstName: "talia", lastName: "K" }),
      provider("b@x.example", "", { firstName: "Bjo\u0308rn", lastName: "Haddad" }),
      provider("c@x.example", "", { firstName: "Peer", lastName: "" }),
    ];
    expect(await ownersOf({ services, providers: names })).toEqual(
      new Map([
        [talias.key, ["t@x.example"]],
        [bjorns.key, ["b@x.example"]],
      ]),
    );
  });

  test("when it is a general topic with the name in it that a nameless provider's address has", async () => {
    const providers = [provider("bjorn.haddad2@x.example", "*"), provider("talia@x.example", "*")];
    expect(await ownersOf({ services, providers })).toEqual(
      new Map([[bjorns.key, ["bjorn.haddad2@x.example"]]]),
    );
  });

  test("not when it is a course or marked for everybody, even if one provider alone lists it", async () => {
    const providers = [provider("a@x.example", "CHEM1301|All available Peer Mentoring")];
    expect(await ownersOf({ services, providers })).toEqual(new Map());
  });

  test("and a part of a word is no name", async () => {
    const providers = [provider("a@x.example", "", { firstName: "Ann", lastName: "Ing" })];
    expect(await ownersOf({ services: [topic("Financial Planning")], providers })).toEqual(new Map());
  });
});

describe("a provider is certified", () => {
  const reach = async (codes: string, others: ReturnType<typeof provider>[] = []) => {
    const me = provider("me@x.example", codes);
    return (await standingOf({ services, providers: [me, ...others] })).reachOf(me);
  };

  test("in the codes listed, without regard to case and spaces", async () => {
    expect((await reach("chem 1301|ALL AVAILABLE PEER MENTORING")).certified).toEqual([
      chem1.key,
      general.key,
    ]);
  });

  test("in everything that begins like a wildcard", async () => {
    expect((await reach("CHEM*")).certified).toEqual([chem1.key, chem2.key]);
    expect((await reach("*")).certified).toEqual(services.map(({ key }) => key));
  });

  test("by no wildcard in a service that is somebody else's own, and is told which", async () => {
    const talia = provider("talia@x.example", "Peer Mentoring with Talia K|All available Peer Mentoring");
    for (const order of [1, -1]) {
      const me = provider("me@x.example", "*|Peer Mentoring*|CHEM1301");
      const providers = [me, talia].toSorted(() => order);
      const found = (await standingOf({ services, providers })).reachOf(me);
      expect(found.certified).not.toContain(talias.key);
      expect(found.certified).toContain(bjorns.key);
      expect(found.certified).toContain(general.key);
      expect(found.leftOut.map(({ listed, services }) => [listed.code, services])).toEqual([
        ["*", [talias]],
        ["Peer Mentoring*", [talias]],
      ]);
    }
  });

  test("in somebody else's own service when it is listed exactly", async () => {
    const talia = provider("talia@x.example", "Peer Mentoring with Talia K", {
      firstName: "Talia",
      lastName: "K",
    });
    const found = await reach("*|Peer Mentoring with Talia K", [talia]);
    expect(found.certified).toContain(talias.key);
    expect(found.leftOut).toEqual([]);
  });

  test("in their own service by a wildcard too", async () => {
    const me = provider("t@x.example", "Peer Mentoring*", { firstName: "Talia", lastName: "K" });
    const other = provider("b@x.example", "", { firstName: "Björn", lastName: "Haddad" });
    const found = (await standingOf({ services, providers: [me, other] })).reachOf(me);
    expect(found.certified).toEqual([talias.key]);
    expect(found.leftOut[0]?.services).toEqual([bjorns]);
  });

  test("in nothing by codes and wildcards that no service has, which are remembered", async () => {
    const found = await reach("PHYS1|PHYS*|CHEM1301");
    expect(found.unknown).toEqual([{ key: "phys1", code: "PHYS1" }]);
    expect(found.unmatched).toEqual([{ key: "phys*", code: "PHYS*" }]);
    expect(found.certified).toEqual([chem1.key]);
  });
});

async function changes(before: Programme, after: Programme) {
  return certificationChanges(await standingOf(before), await standingOf(after));
}

test("a code listed before its service certifies when the service comes, and no longer when it goes", async () => {
  const providers = [provider("me@x.example", "CHEM1302")];
  const [without, whole] = [
    { services: [chem1], providers },
    { services: [chem1, chem2], providers },
  ];
  const pair = { email: "me@x.example", key: chem2.key };
  expect(await changes(without, whole)).toEqual({ added: [pair], removed: [] });
  expect(await changes(whole, without)).toEqual({ added: [], removed: [pair] });
});

test("a provider who becomes the only one to list a topic takes it from those with a wildcard", async () => {
  const wild = provider("w@x.example", "*");
  const before = { services: [writing], providers: [wild] };
  const after = { services: [writing], providers: [wild, provider("a@x.example", "Writing Help")] };
  expect(await changes(before, after)).toEqual({
    added: [{ email: "a@x.example", key: writing.key }],
    removed: [{ email: "w@x.example", key: writing.key }],
  });
});
