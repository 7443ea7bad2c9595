import fc from "fast-check";
import { expect } from "vitest";
import type { Outcome } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import { blockPerson } from "../../src/features/blocks/actions.ts";
import { cancelMeeting } from "../../src/features/meetings/actions.ts";
import { writeMessage } from "../../src/features/messages/actions.ts";
import { beginPayment } from "../../src/features/payments/actions.ts";
import { acceptProposal, declineProposal } from "../../src/features/proposals/actions/deciding.ts";
import { editProposal, propose, withdrawProposal } from "../../src/features/proposals/actions/offering.ts";
import { changeRequest, closeRequest, reopenRequest } from "../../src/features/requests/actions.ts";
import { scheduleMeeting } from "../../src/features/scheduling/actions.ts";
import { first, type Model, type ProviderNumber, rules, type Span, slots } from "./model.ts";
import { instant, type World } from "./world.ts";

type Run = (model: Model, world: World) => Promise<void>;

/** A named thing that somebody does; the check afterwards is the same for all. */
class Command implements fc.AsyncCommand<Model, World> {
  readonly name: string;
  readonly act: Run;
  readonly isPossible: (model: Model) => boolean;
  constructor(name: string, act: Run, isPossible: (model: Model) => boolean = () => true) {
    this.name = name;
    this.act = act;
    this.isPossible = isPossible;
  }
  check(model: Readonly<Model>): boolean {
    return this.isPossible(model);
  }
  async run(model: Model, world: World): Promise<void> {
    await this.act(model, world);
    model.steps += 1;
    await world.compare(model);
  }
  toString(): string {
    return this.name;
  }
}

/** What was answered must be what the model expects; the reason of a refusal is the action's own affair, but there is one. */
function answered<T>(outcome: Outcome<T>, expected: boolean): { readonly value: T } | null {
  expect({ ok: outcome.ok, reason: outcome.ok ? "" : outcome.reason }).toEqual({
    ok: expected,
    reason: expected ? "" : expect.any(String),
  });
  return outcome.ok ? outcome : null;
}

const typedTime = (span: Span) => {
  const [date = "", time = ""] = instant(span.start).split("T");
  return { date, time: time.slice(0, 5) };
};

const offer = (world: World, price: number, slot: Span | null) => ({
  text: "I have been there, and I listen.",
  minutes: "",
  price: String(price),
  formatId: world.format,
  locationId: null,
  times: slot ? [typedTime(slot)] : [],
  zone: "UTC",
});

const canPropose = (model: Model, provider: ProviderNumber): boolean =>
  model.request === "open" &&
  !model.blocked[provider] &&
  !model.proposals.some(
    ({ provider: by, state }) => by === provider && (state === "open" || state === "declined"),
  );

const proposing = (provider: ProviderNumber, price: number, slot: Span | null) =>
  new Command(`propose(${provider}, ${price}, ${slot?.start})`, async (model, world) => {
    const outcome = await propose(world.kith.platform, world.providers[provider], {
      ...offer(world, price, slot),
      requestId: world.request,
    });
    const free = slot === null || (slot.start > model.now && !model.isTaken(provider, slot));
    const done = answered(outcome, canPropose(model, provider) && free);
    if (!done) return;
    world.proposals[provider] = done.value.proposalId;
    const heldUntil = model.heldUntil(slot);
    model.proposals.push({ provider, state: "open", version: 1, price: price * 100, slot, heldUntil });
  });

const proposingElsewhere = (provider: ProviderNumber, slot: Span) =>
  new Command(
    `proposeElsewhere(${provider}, ${slot.start})`,
    async (model, world) => {
      const outcome = await propose(world.kith.platform, world.providers[provider], {
        ...offer(world, 0, slot),
        requestId: world.elsewhere,
      });
      if (!answered(outcome, !model.isTaken(provider, slot))) return;
      model.elsewhere[provider] = { span: slot, until: model.heldUntil(slot) };
    },
    // The other request is never opened again.
    (model) =>
      model.elsewhere[provider] === null && slot.start > model.now && model.now < first + rules.requestLives,
  );

const editing = (provider: ProviderNumber, price: number, slot: Span | null, stale: boolean) =>
  new Command(
    `edit(${provider}, ${price}, ${slot?.start}${stale ? ", stale" : ""})`,
    async (model, world) => {
      const proposal = model.latest(provider);
      const outcome = await editProposal(world.kith.platform, world.providers[provider], {
        ...offer(world, price, slot),
        proposalId: world.proposals[provider],
        version: (proposal?.version ?? 0) - (stale ? 1 : 0),
      });
      const free = slot === null || (slot.start > model.now && !model.isTaken(provider, slot, proposal));
      const done = answered(outcome, !stale && proposal?.state === "open" && free);
      if (!done || !proposal) return;
      proposal.version += 1;
      proposal.price = price * 100;
      proposal.slot = slot;
      proposal.heldUntil = model.heldUntil(slot);
    },
    (model) => model.latest(provider) !== undefined,
  );

const withdrawing = (provider: ProviderNumber) =>
  new Command(
    `withdraw(${provider})`,
    async (model, world) => {
      const proposal = model.latest(provider);
      const outcome = await withdrawProposal(world.kith.platform, world.providers[provider], {
        proposalId: world.proposals[provider],
      });
      if (answered(outcome, proposal?.state === "open") && proposal) proposal.state = "withdrawn";
    },
    (model) => model.latest(provider) !== undefined,
  );

const declining = (provider: ProviderNumber) =>
  new Command(
    `decline(${provider})`,
    async (model, world) => {
      const proposal = model.latest(provider);
      const outcome = await declineProposal(world.kith.platform, world.member, {
        proposalId: world.proposals[provider],
      });
      if (answered(outcome, proposal?.state === "open") && proposal) proposal.state = "declined";
    },
    (model) => model.latest(provider) !== undefined,
  );

const accepting = (provider: ProviderNumber, { timed, stale }: { timed: boolean; stale: boolean }) =>
  new Command(
    `accept(${provider}${timed ? ", with its time" : ""}${stale ? ", stale" : ""})`,
    async (model, world) => {
      const proposal = model.latest(provider);
      const slot = timed ? (proposal?.slot ?? null) : null;
      const outcome = await acceptProposal(world.kith.platform, world.member, {
        proposalId: world.proposals[provider],
        version: (proposal?.version ?? 0) - (stale ? 1 : 0),
        start: slot?.start ?? null,
      });
      const free = slot === null || (slot.start > model.now && !model.isTaken(provider, slot, proposal));
      const done = answered(outcome, !stale && proposal?.state === "open" && free);
      if (!done || !proposal) return;
      model.accept(proposal);
      if (slot && done.value.meetingId) {
        model.meet(slot, proposal.price);
        world.meetings.push(done.value.meetingId);
        world.payments.push([]);
      }
    },
    (model) => model.latest(provider) !== undefined,
  );

const closing = new Command("close", async (model, world) => {
  const outcome = await closeRequest(world.kith.platform, world.member, { id: world.request });
  const { request } = model;
  expect(outcome.ok).toBe(request === "open" || request === "closed");
  if (request === "open") model.end("closed");
});

const reopening = new Command("reopen", async (model, world) => {
  const outcome = await reopenRequest(world.kith.platform, world.member, { id: world.request });
  expect(outcome.ok).toBe(model.request !== "accepted");
  if (model.request !== "closed" && model.request !== "expired") return;
  model.request = "open";
  model.version += 1;
  model.expires = model.now + rules.requestLives;
});

const changing = (stale: boolean) =>
  new Command(`change${stale ? "(stale)" : ""}`, async (model, world) => {
    const outcome = await changeRequest(world.kith.platform, world.member, {
      id: world.request,
      version: model.version - (stale ? 1 : 0),
      subject: "Somebody who listens, in the evening",
      description: "About beginning again.",
      when: "flexible",
      times: [],
      zone: "UTC",
      timeNote: "",
      experiences: [],
      gender: "",
      age: "",
    });
    if (answered(outcome, model.request === "open" && !stale)) model.version += 1;
  });

const writing = (by: "member" | ProviderNumber, to: ProviderNumber) =>
  new Command(
    `write(${by} to ${to})`,
    async (model, world) => {
      const outcome = await writeMessage(
        world.kith.platform,
        by === "member" ? world.member : world.providers[by],
        { proposalId: world.proposals[to], text: "Hello" },
      );
      const isTheirs = model.accepted === model.latest(to) && (by === "member" || by === to);
      if (answered(outcome, isTheirs && model.canWrite())) model.messages += 1;
    },
    (model) => model.latest(to) !== undefined,
  );

const scheduling = (provider: ProviderNumber, price: number, slot: Span) =>
  new Command(
    `schedule(${provider}, ${price}, ${slot.start})`,
    async (model, world) => {
      const outcome = await scheduleMeeting(world.kith.platform, world.providers[provider], {
        proposalId: world.proposals[provider],
        name: "A talk",
        formatId: world.format,
        price: String(price),
        ...typedTime(slot),
        minutes: "30",
        locationId: null,
        zone: "UTC",
        anyway: false,
      });
      const proposal = model.latest(provider);
      const may =
        proposal?.state === "accepted" &&
        !model.blocked[provider] &&
        !model.coming &&
        slot.start > model.now &&
        !model.isTaken(provider, slot) &&
        !model.isMemberBusy(slot);
      const done = answered(outcome, may);
      if (!done) return;
      model.meet(slot, price * 100);
      world.meetings.push(done.value.meetingId);
      world.payments.push([]);
    },
    (model) => model.latest(provider) !== undefined,
  );

const cancelling = (by: "member" | "provider" | "coordinator") =>
  new Command(
    `cancel(${by})`,
    async (model, world) => {
      const index = model.meetings.length - 1;
      const [meeting, accepted] = [model.meetings[index], model.accepted];
      if (!meeting || !accepted) throw new Error("there is a meeting, and a proposal it comes from");
      const actor = {
        member: world.member,
        provider: world.providers[accepted.provider],
        coordinator: world.coordinator,
      };
      const outcome = await cancelMeeting(world.kith.platform, actor[by], {
        meetingId: world.meetings[index] ?? "",
        version: await world.versionOf(index),
        reason: "",
      });
      const { start, end } = meeting.span;
      const inTime = model.now < end && (by !== "member" || model.now <= start - rules.changeNotice);
      if (!answered(outcome, meeting.state !== "cancelled" && inTime)) return;
      model.cancel(meeting, by !== "member" || model.now <= start - rules.refund ? "full" : "none");
      await world.settle(index);
    },
    (model) => model.meetings.length > 0,
  );

const beginning = new Command(
  "begin to pay",
  async (model, world) => {
    const index = model.meetings.length - 1;
    const meeting = model.meetings[index];
    if (!meeting) throw new Error("there is a meeting");
    const outcome = await beginPayment(world.kith.platform, world.member, {
      meetingId: world.meetings[index] ?? "",
      method: "card",
    });
    const done = answered(outcome, meeting.state === "unpaid" && model.now < meeting.payBy);
    if (!done || world.payments[index]?.includes(done.value.paymentId)) return;
    world.payments[index]?.push(done.value.paymentId);
    meeting.begun += 1;
  },
  (model) => model.meetings.some(({ price }) => price > 0) && (model.meetings.at(-1)?.price ?? 0) > 0,
);

/** The card service's notice, which comes whenever it comes: also late, also twice, also of a page that should be closed. */
const paying = (which: number, times: number) =>
  new Command(
    `paid(${which}${times > 1 ? `, ${times} times` : ""})`,
    async (model, world) => {
      const begun = model.meetings.flatMap((meeting, m) =>
        Array.from({ length: meeting.begun }, (_, p) => ({ meeting, m, p })),
      );
      const chosen = begun[which % begun.length];
      if (!chosen) throw new Error("a payment was begun");
      for (let i = 0; i < times; i += 1) await world.hearOfPayment(chosen.m, chosen.p);
      model.pay(chosen.meeting, chosen.p);
      await world.settle(chosen.m);
    },
    (model) => model.meetings.some(({ begun }) => begun > 0),
  );

const blocking = (by: "member" | "provider", provider: ProviderNumber) =>
  new Command(
    `block(${by}, ${provider})`,
    async (model, world) => {
      const [one, other] = [world.member, world.providers[provider]];
      const outcome = await blockPerson(world.kith.platform, by === "member" ? one : other, {
        personId: (by === "member" ? other.id : one.id) ?? newId(),
      });
      // Providers stand in the directory; a provider knows of a member only whom they wrote to.
      if (!answered(outcome, by === "member" || model.latest(provider) !== undefined)) return;
      model.blocked[provider] = true;
      for (const proposal of model.proposals) {
        // Whoever wanted it, the other one reads what they would have read anyway.
        if (proposal.provider === provider && proposal.state === "open")
          proposal.state = by === "provider" ? "withdrawn" : "not_chosen";
      }
      if (model.accepted?.provider !== provider) return;
      for (const [index, meeting] of model.meetings.entries()) {
        if (meeting.state === "cancelled" || meeting.span.end <= model.now) continue;
        model.cancel(meeting, "full");
        await world.settle(index);
      }
    },
    (model) => !model.blocked[provider],
  );

const passing = (minutes: number) =>
  new Command(`pass(${minutes / 60} h)`, async (model, world) => {
    model.pass(minutes);
    await world.pass(model.now);
  });

const hours = (count: number): number => count * 60;
const provider = fc.constantFrom<ProviderNumber>(0, 1);
const price = fc.constantFrom(0, 15);
const slot = fc.constantFrom(...slots);
const perhaps = fc.option(slot, { nil: null });
const rarely = fc.integer({ min: 0, max: 5 }).map((n) => n === 0);

const times = <T>(count: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T>[] =>
  Array.from({ length: count }, () => arbitrary);

const acceptance = fc.record({ timed: fc.boolean(), stale: rarely });
const either = fc.constantFrom<"member" | "provider">("member", "provider");
const anybody = fc.constantFrom<"member" | ProviderNumber>("member", 0, 1);
const whoCancels = fc.constantFrom<"member" | "provider" | "coordinator">(
  "member",
  "provider",
  "coordinator",
);

/** Everything that people, the card service and time can do, the usual more often than the rare. */
const anything = fc.commands(
  [
    ...times(
      4,
      fc.tuple(provider, price, perhaps).map((args) => proposing(...args)),
    ),
    ...times(
      2,
      fc.tuple(provider, price, perhaps, rarely).map((args) => editing(...args)),
    ),
    ...times(
      4,
      fc.tuple(provider, acceptance).map((args) => accepting(...args)),
    ),
    ...times(
      4,
      fc.tuple(anybody, provider).map((args) => writing(...args)),
    ),
    ...times(
      8,
      fc.tuple(provider, price, slot).map((args) => scheduling(...args)),
    ),
    ...times(8, fc.constant(beginning)),
    ...times(
      8,
      fc.tuple(fc.nat(9), fc.constantFrom(1, 1, 2)).map((args) => paying(...args)),
    ),
    ...times(3, whoCancels.map(cancelling)),
    ...times(2, fc.constantFrom(hours(1), hours(5), hours(20)).map(passing)),
    fc.constantFrom(hours(80), hours(24 * 31)).map(passing),
    fc.tuple(provider, slot).map((args) => proposingElsewhere(...args)),
    provider.map(withdrawing),
    provider.map(declining),
    rarely.map(changing),
    fc.constant(closing),
    fc.constant(reopening),
    fc.tuple(either, provider).map((args) => blocking(...args)),
  ],
  { maxCommands: 50, size: "max" },
);

const [, , soon, later] = slots;
const begun: Readonly<Record<string, readonly Command[]>> = {
  asked: [],
  accepted: [proposing(0, 15, null), proposing(1, 0, null), accepting(0, { timed: false, stale: false })],
  scheduled: [proposing(0, 15, soon ?? null), accepting(0, { timed: true, stale: false })],
  paid: [
    proposing(1, 15, later ?? null),
    accepting(1, { timed: false, stale: false }),
    ...(soon ? [scheduling(1, 15, soon)] : []),
    beginning,
    paying(0, 1),
  ],
};

/** How a story begins, so that as many are told of its end as of its beginning, and how it goes on. */
export const stories = fc.record({ begins: fc.constantFrom(...Object.values(begun)), goesOn: anything });
