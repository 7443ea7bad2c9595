import { sql } from "kysely";
import { expect } from "vitest";
import type { Actor, Role } from "#platform/action.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "#support/app.ts";
import { keepDeadlinesOf } from "../../src/deadlines.ts";
import { takeFacts } from "../../src/features/payments/learning.ts";
import { decideAll } from "../../src/features/payments/settling.ts";
import { askForSupport } from "../../src/features/requests/actions.ts";
import type { Model, ProviderNumber, Span } from "./model.ts";

/** The real thing: a community, a member who asks, two providers who answer, and somebody else who asks too. */
export class World {
  readonly kith: TestApp;
  readonly community: TestCommunity;
  readonly member: Actor;
  readonly providers: readonly [Actor, Actor];
  readonly coordinator: Actor;
  readonly format: string;
  /** Whom the proposals are for, and what somebody else asked for. */
  request = "";
  elsewhere = "";
  /** By provider, the latest. */
  readonly proposals: Record<ProviderNumber, string> = { 0: "", 1: "" };
  /** By meeting, in their order. */
  readonly meetings: string[] = [];
  readonly payments: string[][] = [];

  constructor(parts: Pick<World, "kith" | "community" | "member" | "providers" | "coordinator" | "format">) {
    this.kith = parts.kith;
    this.community = parts.community;
    this.member = parts.member;
    this.providers = parts.providers;
    this.coordinator = parts.coordinator;
    this.format = parts.format;
  }

  static async open(kith: TestApp, now: number): Promise<World> {
    kith.clock.set(instant(now));
    const community = await kith.community({ zone: "UTC" });
    const person = (...roles: Role[]) => kith.person(community, { roles, account: false });
    const [member, other, one, two, coordinator] = [
      await person("member"),
      await person("member"),
      await person("provider"),
      await person("provider"),
      await person("coordinator"),
    ];
    const format = newId();
    await kith.inside(community, (trx) =>
      trx
        .insertInto("formats")
        .values({
          community_id: community.id,
          id: format,
          name: "Half an hour",
          minutes: 30,
          ways: ["online"],
        })
        .execute(),
    );
    const world = new World({
      kith,
      community,
      member: actorOf(member, "member"),
      providers: [actorOf(one, "provider"), actorOf(two, "provider")],
      coordinator: actorOf(coordinator, "coordinator"),
      format,
    });
    world.request = await world.ask(world.member);
    world.elsewhere = await world.ask(actorOf(other, "member"));
    return world;
  }

  private async ask(actor: Actor): Promise<string> {
    const asked = await askForSupport(this.kith.platform, actor, {
      subject: "Somebody who listens",
      description: "About beginning again.",
      when: "flexible",
      times: [],
      zone: "UTC",
      timeNote: "",
      experiences: [],
      gender: "",
      age: "",
    });
    if (!asked.ok) throw new Error(asked.reason);
    return asked.value.id;
  }

  async pass(now: number): Promise<void> {
    this.kith.clock.set(instant(now));
    await keepDeadlinesOf(this.kith.platform, this.community.id);
  }

  async versionOf(index: number): Promise<number> {
    const { version } = await this.kith.inside(this.community, (trx) =>
      trx
        .selectFrom("meetings")
        .select("version")
        .where("id", "=", this.meetings[index] ?? "")
        .executeTakeFirstOrThrow(),
    );
    return version;
  }

  /** Has the card service say that a payment was made, as its notice would. */
  async hearOfPayment(meeting: number, payment: number): Promise<void> {
    const { platform, clock } = this.kith;
    await this.kith.inside(this.community, (trx) =>
      takeFacts(trx, platform.jobs, {
        communityId: this.community.id,
        meetingId: this.meetings[meeting] ?? "",
        payerId: this.member.id ?? "",
        paymentId: this.payments[meeting]?.[payment] ?? "",
        facts: [{ kind: "paid", at: clock.now(), intentId: null }],
        now: clock.now(),
      }),
    );
  }

  /** Decides about the money of a meeting, as the job does that follows whatever ends one. */
  async settle(meeting: number): Promise<void> {
    await decideAll(this.kith.platform, {
      communityId: this.community.id,
      meetingId: this.meetings[meeting] ?? "",
    });
  }

  /** What is stored, in the terms of the model. */
  async stored(): Promise<unknown> {
    const { rows } = await this.kith.inside(this.community, (trx) =>
      sql<{ stored: unknown }>`
      select json_build_object(
        'request', (select json_build_array(state, version) from support_requests where id = ${this.request}),
        'proposals', (select coalesce(json_agg(json_build_array(
            case provider_id when ${this.providers[0].id} then 0 else 1 end, state, version, price) order by created_at, id), '[]')
          from proposals where request_id = ${this.request}),
        'messages', (select count(*) from messages),
        'meetings', (select coalesce(json_agg(json_build_array(state, price,
            (extract(epoch from starts_at) / 60)::int,
            (select count(*) from payments p where p.meeting_id = m.id and p.paid_at is not null),
            (select count(*) from payments p where p.meeting_id = m.id and p.paid_at is not null and p.refund_wanted_at is null and p.refunded_at is null)
          ) order by created_at, id), '[]') from meetings m),
        'taken', (select coalesce(json_agg(json_build_array(
            case person_id when ${this.providers[0].id} then 0 when ${this.providers[1].id} then 1 else 2 end,
            (extract(epoch from starts_at) / 60)::int) order by 1), '[]')
          from (select person_id, starts_at from occupancy order by
            case person_id when ${this.providers[0].id} then 0 when ${this.providers[1].id} then 1 else 2 end, starts_at) o)
      ) as stored`.execute(trx),
    );
    return rows[0]?.stored;
  }

  /** Holds the real thing against the model. */
  async compare(model: Model): Promise<void> {
    expect(await this.stored()).toEqual(shown(model));
  }
}

/** The model as `stored` would show it. */
function shown(model: Model): unknown {
  const ofProvider = (provider: ProviderNumber): Span[] => {
    const away = model.elsewhere[provider];
    return [
      ...(away && model.now < away.until ? [away.span] : []),
      ...model.proposals
        .filter((proposal) => proposal.provider === provider && model.isHeld(proposal))
        .flatMap(({ slot }) => (slot ? [slot] : [])),
      ...(model.accepted?.provider === provider ? model.taken() : []),
    ].toSorted((one, other) => one.start - other.start);
  };
  return {
    request: [model.request, model.version],
    proposals: model.proposals.map(({ provider, state, version, price }) => [
      provider,
      state,
      version,
      price,
    ]),
    messages: model.messages,
    meetings: model.meetings.map(({ state, price, span, paid, kept }) => [
      state,
      price,
      span.start,
      paid.size,
      kept,
    ]),
    taken: [
      ...ofProvider(0).map(({ start }) => [0, start]),
      ...ofProvider(1).map(({ start }) => [1, start]),
      ...model
        .taken()
        .toSorted((one, other) => one.start - other.start)
        .map(({ start }) => [2, start]),
    ],
  };
}

export const instant = (minute: number): string =>
  Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString();

const actorOf = ({ id, community }: TestPerson, role: Role): Actor => ({
  communityId: community.id,
  id,
  roles: new Set([role]),
});
