import { expect, test } from "vitest";
import { newId } from "../ids.ts";
import { Hub, type Listener, type Missed } from "./hub.ts";
import type { Touch } from "./touch.ts";

const community = newId();
const [mina, talia] = [newId(), newId()];

/** A hub that hears, on a clock of its own. */
function hearing() {
  const clock = { now: 1_000_000 };
  const hub = new Hub(() => clock.now);
  hub.hearsAgain();
  return { hub, clock };
}

function page(personId: string, about: string[], more: Partial<Listener> = {}) {
  const heard: Missed[] = [];
  const ends: string[] = [];
  const listener: Listener = {
    communityId: community,
    personId,
    roles: new Set(["member"]),
    about: new Set(about),
    hear: (missed) => heard.push(missed),
    end: (why) => ends.push(why),
    ...more,
  };
  return { listener, heard, ends };
}

const touched = (people: string[], about: string[], more: Partial<Touch> = {}): Touch => ({
  communityId: community,
  people,
  about,
  ...more,
});

test("a touch reaches those it names, for what they listen for, and nobody else", () => {
  const { hub } = hearing();
  const [named, other, elsewhere] = [
    page(mina, ["meeting:1", "bell"]),
    page(talia, ["meeting:1", "bell"]),
    page(mina, ["meeting:1"], { communityId: newId() }),
  ];
  for (const { listener } of [named, other, elsewhere]) hub.join(listener, hub.stamp());
  hub.take(touched([mina], ["meeting:1", "meeting:2"]));
  hub.take(touched([mina], ["meeting:2"]));
  expect([named.heard, other.heard, elsewhere.heard]).toEqual([[["meeting:1"]], [], []]);
});

test("a role named reaches everybody who has it then, once", () => {
  const { hub } = hearing();
  const both = page(talia, ["requests"], { roles: new Set(["member", "provider"]) });
  const member = page(mina, ["requests"]);
  hub.join(both.listener, hub.stamp());
  hub.join(member.listener, hub.stamp());
  const change = touched([talia], ["requests"], { roles: ["provider"] });
  hub.take(change);
  expect([both.heard, member.heard]).toEqual([[["requests"]], []]);
  member.listener.roles = new Set(["provider"]);
  both.listener.roles = new Set(["member"]);
  hub.take(touched([], ["requests"], { roles: ["provider"] }));
  expect([both.heard.length, member.heard]).toEqual([1, [["requests"]]]);
});

test("a page hears what was touched between its making and its listening, and nothing from before", () => {
  const { hub } = hearing();
  hub.take(touched([mina], ["meeting:1"]));
  const stamp = hub.stamp();
  const unchanged = page(mina, ["meeting:1"]);
  hub.join(unchanged.listener, stamp);
  expect(unchanged.heard).toEqual([]);
  hub.take(touched([mina], ["meeting:1"]));
  hub.take(touched([mina], ["meeting:1", "bell"]));
  hub.take(touched([talia], ["meeting:1"]));
  const late = page(mina, ["meeting:1", "bell"]);
  hub.join(late.listener, stamp);
  expect(late.heard).toEqual([["meeting:1", "bell"]]);
});

test("one made by another process hears what was touched since, with some allowance for its clock", () => {
  const here = hearing();
  const there = hearing();
  there.clock.now += 60_000;
  here.clock.now = there.clock.now;
  const old = there.hub.stamp();
  here.clock.now += 2_000;
  here.hub.take(touched([mina], ["meeting:1"]));
  here.clock.now += 60_000;
  there.clock.now = here.clock.now;
  const [late, current] = [page(mina, ["meeting:1"]), page(mina, ["meeting:1"])];
  here.hub.join(late.listener, old);
  here.hub.join(current.listener, there.hub.stamp());
  expect([late.heard, current.heard]).toEqual([[["meeting:1"]], []]);
});

test.each([
  ["no stamp", () => ""],
  ["nonsense", () => "a.b.c"],
  ["one of a process that heard before this one did", (clock: { now: number }) => `other.7.${clock.now - 1}`],
])("with %s a page asks again for everything, once", (_, stamp) => {
  const { hub, clock } = hearing();
  const some = page(mina, ["meeting:1"]);
  hub.join(some.listener, stamp(clock));
  expect(some.heard).toEqual(["everything"]);
});

test("a page that is too old for what is remembered asks again", () => {
  const { hub, clock } = hearing();
  const stamp = hub.stamp();
  for (let i = 0; i < 10_001; i++) hub.take(touched([talia], ["meeting:1"]));
  clock.now += 1_000;
  const old = page(mina, ["meeting:1"]);
  hub.join(old.listener, stamp);
  const fresh = page(mina, ["meeting:1"]);
  hub.join(fresh.listener, hub.stamp());
  expect([old.heard, fresh.heard]).toEqual([["everything"], []]);
});

test("after a time without hearing every page asks again, and one that came meanwhile too", () => {
  const { hub } = hearing();
  const before = page(mina, ["meeting:1"]);
  hub.join(before.listener, hub.stamp());
  hub.hearsNothing();
  const stamp = hub.stamp();
  const meanwhile = page(mina, ["meeting:1"]);
  hub.join(meanwhile.listener, stamp);
  expect([before.heard, meanwhile.heard]).toEqual([[], []]);
  hub.hearsAgain();
  expect([before.heard, meanwhile.heard]).toEqual([["everything"], ["everything"]]);
  const after = page(mina, ["meeting:1"]);
  hub.join(after.listener, stamp);
  expect(after.heard).toEqual(["everything"]);
});

test("a seventh page of a person ends their oldest, and nobody else's", () => {
  const { hub } = hearing();
  const other = page(talia, []);
  hub.join(other.listener, hub.stamp());
  const pages = Array.from({ length: 7 }, () => page(mina, ["meeting:1"]));
  for (const { listener } of pages) hub.join(listener, hub.stamp());
  expect(pages.map(({ ends }) => ends)).toEqual([["crowded"], [], [], [], [], [], []]);
  expect(other.ends).toEqual([]);
  hub.take(touched([mina], ["meeting:1"]));
  expect(pages.map(({ heard }) => heard.length)).toEqual([0, 1, 1, 1, 1, 1, 1]);
});

test("who has left is not held on to", () => {
  const { hub } = hearing();
  const leave = Array.from({ length: 20 }, (_, i) =>
    hub.join(page(i % 2 ? mina : newId(), []).listener, hub.stamp()),
  );
  for (const each of leave) each();
  for (const each of leave) each();
  expect(hub.size).toBe(0);
});
