import fc from "fast-check";
import { sql } from "kysely";
import type { Actor, Outcome, Role } from "#platform/action.ts";
import { instantOf } from "#platform/clock.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp, TestPerson } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { type Programme, programme } from "#support/programme.ts";
import { keepDeadlinesOf } from "../../src/deadlines.ts";
import { erasers } from "../../src/erasure.ts";
import { joinMeeting, markAttendance } from "../../src/features/attendance/actions.ts";
import { bookMeeting } from "../../src/features/booking/actions.ts";
import { moveMeeting } from "../../src/features/booking/move.ts";
import { erasureActions } from "../../src/features/erasure/actions.ts";
import { cancelGroup } from "../../src/features/groups/actions/cancelling.ts";
import { changeGroup } from "../../src/features/groups/actions/changing.ts";
import { planGroup } from "../../src/features/groups/actions/planning.ts";
import { cancelMeeting, confirmMeeting } from "../../src/features/meetings/actions.ts";
import { writeReview } from "../../src/features/reviews/actions/writing.ts";
import { acceptOffer, joinLine, leave, register, removeFromGroup } from "../../src/features/seats/actions.ts";
import { paid } from "../../src/features/seats/paying.ts";

/** Where and when histories begin: just before ends of months and changes of clocks. */
export const beginnings = [
  ["Europe/London", "2026-03-27T09:00Z"],
  ["Europe/London", "2026-10-23T09:00Z"],
  ["Pacific/Auckland", "2026-03-30T20:00Z"],
  ["Pacific/Auckland", "2026-09-24T20:00Z"],
  ["America/St_Johns", "2026-02-27T12:00Z"],
  ["America/St_Johns", "2026-10-30T12:00Z"],
  ["Asia/Kathmandu", "2026-12-29T03:00Z"],
] as const;

const most = { givers: 3, members: 5 } as const;
const giver = fc.nat({ max: most.givers - 1 });
const member = fc.nat({ max: most.members - 1 });
const meeting = fc.nat({ max: 30 });

/** What somebody does. Numbers name people, and meetings in the order in which they were made. */
export const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("plan" as const),
      giver,
      beside: giver,
      hours: fc.integer({ min: 1, max: 150 }),
      seats: fc.integer({ min: 1, max: 4 }),
      priced: fc.boolean(),
      weeks: fc.constantFrom(1, 1, 3),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("book" as const),
      giver,
      member,
      hours: fc.integer({ min: 1, max: 100 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("confirm" as const), meeting }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        "register" as const,
        "register" as const,
        "wait" as const,
        "accept" as const,
        "pay" as const,
      ),
      meeting,
      member,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom("leave" as const, "remove" as const), meeting, member }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("attend" as const),
      meeting,
      member,
      minutes: fc.integer({ min: -10, max: 70 }),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant("say" as const),
      meeting,
      member,
      coordinator: fc.boolean(),
      is: fc.constantFrom("attended" as const, "attended" as const, "no_show" as const, "" as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("change" as const),
      meeting,
      beside: giver,
      days: fc.integer({ min: -3, max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("move" as const),
      meeting,
      hours: fc.integer({ min: 1, max: 100 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), meeting }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("review" as const),
      giver,
      member,
      stars: fc.integer({ min: 1, max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("erase" as const), member }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("pass" as const), hours: fc.constantFrom(1, 7, 26, 80) }),
  },
);
export type Deed = typeof deed extends fc.Arbitrary<infer One> ? One : never;

interface StoredMeeting {
  id: string;
  group: boolean;
  provider_id: string;
  version: number;
  name: string;
  seats: number | null;
  /** Epoch minutes. */
  start: number;
  off: boolean;
}

const any = ["registered", "unpaid", "offered", "waiting"];

/** What is done about a place: how it has to stand, and whether its meeting has begun. */
const standing: Readonly<Record<string, readonly [states: readonly string[], begun: boolean]>> = {
  leave: [any, false],
  remove: [any, false],
  pay: [["unpaid"], false],
  accept: [["offered"], false],
  attend: [["registered"], false],
  say: [["registered"], true],
};

/** A community in which people do things, each of them by the same action as in the application. */
export class History {
  readonly kith: TestApp;
  readonly scene: Programme;
  readonly zone: string;
  readonly members: readonly TestPerson[];
  readonly readers: readonly Client[];
  readonly #coordinator: TestPerson;
  readonly #group: string;

  private constructor(
    parts: Pick<History, "kith" | "scene" | "zone" | "members" | "readers">,
    { coordinator, group }: { coordinator: TestPerson; group: string },
  ) {
    this.kith = parts.kith;
    this.scene = parts.scene;
    this.zone = parts.zone;
    this.members = parts.members;
    this.readers = parts.readers;
    this.#coordinator = coordinator;
    this.#group = group;
  }

  static async open(
    kith: TestApp,
    [zone, begins]: (typeof beginnings)[number],
    confirmed: boolean,
  ): Promise<History> {
    kith.clock.set(begins);
    const settings = {
      leadMinutes: 0,
      changeNoticeMinutes: 0,
      confirmation: confirmed ? "automatic" : "provider",
    };
    const hours = [0, 1, 2, 3, 4, 5, 6].map((day) => [day, 0, 1_440] as const);
    const scene = await programme(kith, { zone, providers: most.givers, hours, settings });
    const { community, providers } = scene;
    const members = [scene.member];
    while (members.length < most.members) members.push(await kith.person(community, { account: false }));
    const coordinator = await kith.person(community, { roles: ["coordinator"], account: false });
    const group = newId();
    await kith.inside(community, async (trx) => {
      await trx.deleteFrom("questions").execute();
      const format = {
        community_id: community.id,
        id: group,
        name: "Support group",
        minutes: 60,
        ways: ["online"],
      };
      await trx
        .insertInto("formats")
        .values({ ...format, size: "group" })
        .execute();
    });
    const readers = await Promise.all(providers.map((provider) => kith.signIn(provider)));
    return new History({ kith, scene, zone, members, readers }, { coordinator, group });
  }

  get givers(): readonly TestPerson[] {
    return this.scene.providers;
  }

  /** Does it, if it can be done; says whether it was. */
  async do(one: Deed): Promise<boolean> {
    const done = await this.#do(one);
    return typeof done === "boolean" ? done : done.ok;
  }

  #do(one: Deed): Promise<boolean | Outcome<unknown>> {
    switch (one.do) {
      case "plan":
        return this.#plan(one);
      case "book":
        return bookMeeting(this.kith.platform, this.#member(one.member), {
          formatId: this.scene.format,
          serviceId: this.scene.generic,
          providerId: this.givers[one.giver]?.id ?? "",
          locationId: this.scene.location,
          at: this.#ahead(one.hours),
        });
      case "review": {
        const said = {
          providerId: this.givers[one.giver]?.id ?? "",
          stars: String(one.stars),
          said: "It helped.",
        };
        return writeReview(this.kith.platform, this.#member(one.member), said);
      }
      case "erase": {
        const { eraseSelf } = erasureActions(erasers);
        return eraseSelf(this.kith.platform, this.#member(one.member), { sure: "on" });
      }
      case "pass":
        return this.#pass(this.kith.clock.now().add({ hours: one.hours }));
      default:
        return this.#doAt(one);
    }
  }

  async #doAt(one: Extract<Deed, { meeting: number }>): Promise<boolean | Outcome<unknown>> {
    const { at, person } = await this.#about(one);
    if (!at) return false;
    const { platform } = this.kith;
    const meetingId = at.id;
    const host = this.#actor(at.provider_id, "provider");
    switch (one.do) {
      case "register":
        return register(platform, this.#member(one.member), { meetingId });
      case "wait":
        return joinLine(platform, this.#member(one.member), { meetingId });
      case "accept":
        return acceptOffer(platform, this.#actor(person, "member"), { meetingId });
      case "pay":
        return this.#pay(meetingId, person);
      case "leave":
        return this.#leave(meetingId, this.#actor(person, "member"));
      case "remove":
        return removeFromGroup(platform, host, { meetingId, personId: person });
      case "confirm":
        return confirmMeeting(platform, host, { meetingId, version: at.version });
      case "attend":
        return this.#attend(at, person, one);
      case "say": {
        const by = one.coordinator ? this.#actor(this.#coordinator.id, "coordinator") : host;
        return this.#say(meetingId, by, person, one.is);
      }
      case "change":
        return this.#change(at, one);
      case "move": {
        const moved = {
          meetingId,
          version: at.version,
          at: this.#ahead(one.hours),
          locationId: this.scene.location,
        };
        return at.group ? false : moveMeeting(platform, host, moved);
      }
      case "cancel":
        return at.group
          ? cancelGroup(platform, host, { id: meetingId, version: at.version, extent: "one", reason: "" })
          : cancelMeeting(platform, host, { meetingId, version: at.version, reason: "" });
    }
  }

  #actor(id: string, ...roles: Role[]): Actor {
    return { communityId: this.scene.community.id, id, roles: new Set(roles) };
  }

  #member(number: number): Actor {
    return this.#actor(this.members[number]?.id ?? "", "member");
  }

  /** The half hour after so many hours, in epoch minutes. */
  #ahead(hours: number): number {
    const now = Math.floor(this.kith.clock.now().epochMilliseconds / 1_800_000) * 30;
    return now + hours * 60;
  }

  async #meetings(): Promise<StoredMeeting[]> {
    const { rows } = await this.kith.inside(this.scene.community, (trx) =>
      sql<StoredMeeting>`
        select id, seats is not null as "group", provider_id, version, name, seats, (extract(epoch from starts_at) / 60)::int as start,
          state = 'cancelled' as off
        from meetings order by created_at, id`.execute(trx),
    );
    return rows;
  }

  /** Somebody who stands so with a meeting that it can be done, where there is anybody. */
  async #standing(
    one: Extract<Deed, { meeting: number }>,
  ): Promise<{ meeting: string; person: string } | undefined> {
    const [states, begun] = standing[one.do] ?? [];
    if (!states) return undefined;
    const { rows } = await this.kith.inside(this.scene.community, (trx) =>
      sql<{ meeting: string; person: string }>`
        select r.meeting_id as meeting, r.person_id as person from registrations r join meetings m on m.id = r.meeting_id
        where r.state = any(${[...states]}) and m.state = 'final' and (m.starts_at <= ${this.kith.clock.now()}) = ${begun}
        order by m.created_at, m.id, r.created_at, r.person_id`.execute(trx),
    );
    return rows[(one.meeting * 5 + ("member" in one ? one.member : 0)) % Math.max(1, rows.length)];
  }

  async #about(
    one: Extract<Deed, { meeting: number }>,
  ): Promise<{ at: StoredMeeting | undefined; person: string }> {
    const all = await this.#meetings();
    const pair = await this.#standing(one);
    if (pair) return { at: all.find(({ id }) => id === pair.meeting), person: pair.person };
    const now = this.kith.clock.now().epochMilliseconds / 60_000;
    const kind = all.filter(
      ({ off, group }) => !off && (one.do === "move" ? !group : one.do !== "change" || group),
    );
    const ahead = kind.filter(({ start }) => start > now);
    const choice = ahead.length > 0 ? ahead : kind;
    const person = ("member" in one && this.members[one.member]?.id) || "";
    return { at: choice[one.meeting % Math.max(1, choice.length)], person };
  }

  /** How a moment is typed into a form of groups. */
  #typed(minute: number): { date: string; time: string } {
    const at = instantOf(minute).toZonedDateTimeISO(this.zone);
    return { date: at.toPlainDate().toString(), time: at.toPlainTime().toString().slice(0, 5) };
  }

  #plan({
    giver,
    beside,
    hours,
    seats,
    priced,
    weeks,
  }: Extract<Deed, { do: "plan" }>): Promise<Outcome<unknown>> {
    const host = this.givers[giver];
    const coHost = this.givers[beside];
    return planGroup(this.kith.platform, this.#actor(host?.id ?? "", "provider"), {
      ...this.#said(this.#ahead(hours), seats),
      price: priced ? "5" : "",
      coHosts: coHost && coHost !== host ? [coHost.id] : [],
      hostId: host?.id ?? "",
      formatId: this.#group,
      weeks: String(weeks),
      without: "",
    });
  }

  #said(at: number, seats: number) {
    return {
      name: "Beginning again",
      topic: "",
      focus: "",
      description: "",
      experienceId: "" as const,
      ...this.#typed(at),
      minutes: "60",
      where: "room",
      link: "",
      seats: String(seats),
      private: false,
      anyway: true,
    };
  }

  async #change(at: StoredMeeting, { beside, days }: Extract<Deed, { do: "change" }>) {
    if (!at.group) return false;
    const coHost = this.givers[beside];
    const price = await this.#priceOf(at.id);
    return changeGroup(this.kith.platform, this.#actor(at.provider_id, "provider"), {
      ...this.#said(at.start + days * 1_440, at.seats ?? 1),
      price,
      coHosts: coHost && coHost.id !== at.provider_id ? [coHost.id] : [],
      id: at.id,
      version: at.version,
      rest: false,
    });
  }

  #priceOf(id: string): Promise<string> {
    return this.kith.inside(this.scene.community, async (trx) => {
      const { price } = await trx
        .selectFrom("meetings")
        .select("price")
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      return price > 0 ? "5" : "";
    });
  }

  #pay(meetingId: string, personId: string): Promise<boolean> {
    const { platform, clock } = this.kith;
    const { community } = this.scene;
    return this.kith.inside(community, async (trx) => {
      const to = { communityId: community.id, meetingId, personId, now: clock.now() };
      return (await paid(trx, platform.jobs, to)) === "final";
    });
  }

  async #leave(meetingId: string, actor: Actor): Promise<boolean> {
    for (const seen of ["registered", "waiting", "offered", "unpaid"])
      for (const money of ["", "kept", "back"]) {
        const left = await leave(this.kith.platform, actor, { meetingId, seen, money });
        if (left.ok) return true;
      }
    return false;
  }

  /** Goes in so many minutes after the start, the host before them. Time does not go back for it. */
  async #attend(at: StoredMeeting, person: string, { minutes }: Extract<Deed, { do: "attend" }>) {
    const then = instantOf(at.start + minutes);
    if (Temporal.Instant.compare(then, this.kith.clock.now()) > 0) await this.#pass(then);
    await joinMeeting(this.kith.platform, this.#actor(at.provider_id, "provider"), { meetingId: at.id });
    return joinMeeting(this.kith.platform, this.#actor(person, "member"), { meetingId: at.id });
  }

  /** Says whether somebody came, whatever was said before. */
  async #say(meetingId: string, by: Actor, personId: string, is: "attended" | "no_show" | "") {
    for (const was of ["", "attended", "no_show"] as const) {
      const said = await markAttendance(this.kith.platform, by, {
        meetingId,
        marks: [{ personId, was, is }],
      });
      if (said.ok) return was !== is;
    }
    return false;
  }

  async #pass(until: Temporal.Instant): Promise<true> {
    this.kith.clock.set(until.toString());
    await keepDeadlinesOf(this.kith.platform, this.scene.community.id);
    return true;
  }
}
