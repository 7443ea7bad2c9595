import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";

/** Numbers that look random and are the same each time. */
export function random(seed: number) {
  let state = seed;
  const below = (count: number): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * count);
  };
  const one = <Value>(of: readonly Value[]): Value => {
    const value = of[below(of.length)];
    if (value === undefined) throw new Error("one of nothing");
    return value;
  };
  return { below, one, chance: (percent: number): boolean => below(100) < percent };
}

/** Dates are texts such as "2026-03-02", moments epoch minutes; all of them lie on quarters of an hour. */
export interface ProviderPast {
  readonly id: string;
  readonly zone: string;
  readonly pausedAt: number | null;
  readonly hours: readonly {
    /** 0 is Sunday. */
    readonly day: number;
    readonly start: number;
    readonly end: number;
    readonly from: string | null;
    readonly until: string | null;
    readonly service: string | null;
  }[];
  readonly exceptions: readonly { from: string; until: string; ranges: readonly number[] }[];
  readonly services: readonly string[];
  readonly experiences: readonly string[];
}

export interface MeetingPast {
  readonly id: string;
  readonly provider: string;
  readonly coHost: string | null;
  readonly service: string | null;
  readonly format: string;
  readonly start: number;
  readonly end: number;
  readonly state: "pending" | "final" | "cancelled";
  readonly seats: number | null;
  readonly private: boolean;
  readonly came: readonly ("attended" | "no_show" | null)[];
}

export interface RequestPast {
  readonly id: string;
  readonly at: number;
  readonly flexible: boolean;
  readonly windows: readonly (readonly [number, number])[];
  readonly experiences: readonly string[];
  readonly state: "open" | "accepted" | "closed" | "expired";
  /** When each proposal was made, and whether it still stands. */
  readonly proposals: readonly { readonly at: number; readonly stands: boolean }[];
}

export interface WaitPast {
  readonly at: number;
  readonly service: string;
  readonly from: number;
  readonly until: number;
}

export interface SearchPast {
  readonly day: string;
  readonly service: string;
  /** The hour of the week of a time that was gone; null when there was none at all. */
  readonly hour: number | null;
}

/** What happened in a community, as the test that made it up knows it. */
export interface Past {
  readonly community: TestCommunity;
  readonly zone: string;
  readonly services: readonly string[];
  readonly formats: readonly string[];
  readonly experiences: readonly string[];
  readonly providers: readonly ProviderPast[];
  readonly closings: readonly { from: string; until: string }[];
  readonly meetings: readonly MeetingPast[];
  readonly requests: readonly RequestPast[];
  readonly waits: readonly WaitPast[];
  readonly searches: readonly SearchPast[];
}

interface Span {
  /** Dates around which things happen. */
  readonly first: string;
  readonly days: number;
}

const quarter = 15;
const minuteOf = (text: string) => Date.parse(text) / 60_000;
const instant = (minute: number | null) =>
  minute === null ? null : Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toString();
const date = (text: string) => Temporal.PlainDate.from(text);

/** Makes up a past around some dates and writes it down. The clocks of `zones` are those of providers and of the community. */
export async function somePast(
  test: TestApp,
  { zone, zones, first, days, seed }: Span & { zone: string; zones: readonly string[]; seed: number },
): Promise<Past> {
  const dice = random(seed);
  const community = await test.community({ zone });
  const ids = (count: number) => Array.from({ length: count }, newId);
  const [services, formats, experiences] = [ids(4), ids(2), ids(3)];
  const dateWithin = () =>
    date(first)
      .add({ days: dice.below(days) })
      .toString();
  const momentWithin = () => minuteOf(`${first}T00:00Z`) + dice.below(days * 96) * quarter;
  const some = <Value>(of: readonly Value[], percent: number) => of.filter(() => dice.chance(percent));

  const people: TestPerson[] = [];
  for (let i = 0; i < 4; i += 1)
    people.push(await test.person(community, { roles: ["provider"], account: false }));
  const member = await test.person(community, { account: false });
  const members: TestPerson[] = [];
  for (let i = 0; i < 5; i += 1) members.push(await test.person(community, { account: false }));

  const providers: ProviderPast[] = people.map(({ id }) => ({
    id,
    zone: dice.one(zones),
    pausedAt: dice.chance(30) ? momentWithin() : null,
    hours: Array.from({ length: 2 + dice.below(6) }, () => {
      const start = dice.below(88) * quarter;
      const limited = dice.chance(30);
      return {
        day: dice.below(7),
        start,
        end: Math.min(1_440, start + (1 + dice.below(30)) * quarter),
        from: limited ? dateWithin() : null,
        until: null,
        service: dice.chance(25) ? dice.one(services) : null,
      };
    }),
    exceptions: Array.from({ length: dice.below(4) }, () => {
      const from = dateWithin();
      const start = dice.below(80) * quarter;
      return {
        from,
        until: date(from)
          .add({ days: dice.below(3) })
          .toString(),
        ranges: dice.chance(50) ? [] : [start, start + 8 * quarter],
      };
    }),
    services: some(services, 60),
    experiences: some(experiences, 50),
  }));
  const closings = Array.from({ length: dice.below(3) }, () => {
    const from = dateWithin();
    return {
      from,
      until: date(from)
        .add({ days: dice.below(3) })
        .toString(),
    };
  });
  const meetings: MeetingPast[] = Array.from({ length: 60 }, () => {
    const start = momentWithin();
    const group = dice.chance(20);
    const [host, other] = [dice.one(people), dice.one(people)];
    return {
      id: newId(),
      provider: host.id,
      coHost: group && host !== other ? other.id : null,
      service: group && dice.chance(70) ? null : dice.one(services),
      format: dice.one(formats),
      start,
      end: start + (1 + dice.below(8)) * quarter,
      state: group ? dice.one(["final", "cancelled"]) : dice.one(["pending", "final", "final", "cancelled"]),
      seats: group ? 6 : null,
      private: dice.chance(15),
      came: Array.from({ length: group ? dice.below(5) : 1 }, () => dice.one(["attended", "no_show", null])),
    };
  });
  const requests: RequestPast[] = Array.from({ length: 20 }, () => {
    const at = momentWithin();
    const windows = Array.from({ length: dice.below(3) }, (_, i) => {
      const start = momentWithin() + i * 10 * 1_440;
      return [start, start + (1 + dice.below(20)) * quarter] as const;
    });
    return {
      id: newId(),
      at,
      flexible: windows.length === 0,
      windows: disjoint(windows),
      experiences: some(experiences, 40),
      state: dice.one(["open", "accepted", "closed", "expired"]),
      proposals: Array.from({ length: dice.below(3) }, () => ({
        at: at + dice.below(500) * quarter,
        stands: dice.chance(50),
      })),
    };
  });
  const waits: WaitPast[] = Array.from({ length: 12 }, () => {
    const from = momentWithin();
    return {
      at: momentWithin(),
      service: dice.one(services),
      from,
      until: from + (dice.chance(50) ? 1 : 1_440),
    };
  });
  const searches: SearchPast[] = Array.from({ length: 25 }, () => {
    return { day: dateWithin(), service: dice.one(services), hour: dice.chance(40) ? dice.below(168) : null };
  });
  const past = {
    community,
    zone,
    services,
    formats,
    experiences,
    providers,
    closings,
    meetings,
    requests,
    waits,
    searches,
  };
  await write(test, past, [member.id, ...members.map(({ id }) => id)]);
  return past;
}

/** Of windows that touch or lie over each other only the first: the database would join them. */
function disjoint(windows: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  for (const [start, end] of windows) {
    if (kept.every(([from, until]) => end < from || start > until)) kept.push([start, end]);
  }
  return kept;
}

type Trx = Parameters<Parameters<TestApp["inside"]>[1]>[0];

/** Writes it down as it is, a table at a time. */
async function write(test: TestApp, past: Past, members: readonly string[]): Promise<void> {
  const own = { community_id: past.community.id };
  const { providers, meetings, requests } = past;
  const [member = ""] = members;
  await test.inside(past.community, async (trx) => {
    await trx.deleteFrom("profile_options").where("list", "=", "experience").execute();
    await fill(
      trx,
      own,
      "profile_options",
      past.experiences.map((id, position) => ({
        id,
        list: "experience",
        name: `Lived ${position}`,
        position,
      })),
    );
    await fill(
      trx,
      own,
      "services",
      past.services.map((id, i) => ({ id, code: `Service ${i}`, code_key: `s${i}`, subject: `S${i}` })),
    );
    await fill(
      trx,
      own,
      "formats",
      past.formats.map((id, position) => ({
        id,
        name: `Format ${position}`,
        minutes: 30,
        ways: ["online"],
        position,
      })),
    );
    for (const { id, zone, pausedAt } of providers)
      await sql`update providers set zone = ${zone}, paused_at = ${instant(pausedAt)} where person_id = ${id}`.execute(
        trx,
      );
    await fill(
      trx,
      own,
      "certifications",
      providers.flatMap(({ id, services }) =>
        services.map((service_id) => ({ provider_id: id, service_id })),
      ),
    );
    await fill(
      trx,
      own,
      "provider_experiences",
      providers.flatMap(({ id, experiences }) =>
        experiences.map((option_id) => ({ provider_id: id, option_id })),
      ),
    );
    await fill(
      trx,
      own,
      "weekly_hours",
      providers.flatMap(({ id, hours }) =>
        hours.map(({ day, start, end, from, until, service }) => ({
          id: newId(),
          provider_id: id,
          day,
          start_minute: start,
          end_minute: end,
          from_date: from,
          until_date: until,
          service_id: service,
        })),
      ),
    );
    await fill(
      trx,
      own,
      "hour_exceptions",
      providers.flatMap(({ id, exceptions }) =>
        exceptions.map(({ from, until, ranges }) => ({
          id: newId(),
          provider_id: id,
          from_date: from,
          until_date: until,
          ranges,
        })),
      ),
    );
    await fill(
      trx,
      own,
      "closings",
      past.closings.map(({ from, until }) => ({
        id: newId(),
        name: "Closed",
        from_date: from,
        until_date: until,
      })),
    );
    await fill(
      trx,
      own,
      "meetings",
      meetings.map((one) => ({
        id: one.id,
        provider_id: one.provider,
        service_id: one.service,
        format_id: one.format,
        starts_at: instant(one.start),
        ends_at: instant(one.end),
        state: one.state,
        version: 1,
        seats: one.seats,
        private: one.private,
        booked_by: one.provider,
        created_at: instant(one.start),
        name: "",
        description: "",
        topic: "",
        focus: "",
        price: 0,
      })),
    );
    await fill(
      trx,
      own,
      "co_hosts",
      meetings.flatMap(({ id, coHost }) => (coHost ? [{ meeting_id: id, person_id: coHost }] : [])),
    );
    await fill(
      trx,
      own,
      "registrations",
      meetings.flatMap(({ id, start, came }) =>
        came.map((attendance, i) => ({
          meeting_id: id,
          person_id: members[i],
          state: "registered",
          attendance,
          created_at: instant(start),
        })),
      ),
    );
    await fill(
      trx,
      own,
      "support_requests",
      requests.map(({ id, at, flexible, windows, state }) => ({
        id,
        member_id: member,
        subject: "S",
        description: "D",
        flexible,
        windows: `{${windows.map(([start, end]) => `[${instant(start)},${instant(end)})`).join(",")}}`,
        zone: past.zone,
        time_note: "",
        state,
        version: 1,
        expires_at: instant(at + 50_000),
        created_at: instant(at),
        changed_at: instant(at),
      })),
    );
    await fill(
      trx,
      own,
      "request_experiences",
      requests.flatMap(({ id, experiences }) =>
        experiences.map((option_id) => ({ request_id: id, option_id })),
      ),
    );
    await fill(
      trx,
      own,
      "proposals",
      requests.flatMap(({ id, proposals }) =>
        proposals.map(({ at, stands }, i) => ({
          id: newId(),
          request_id: id,
          provider_id: providers[i]?.id,
          text: "T",
          format_id: past.formats[0],
          minutes: 30,
          price: 0,
          currency: "EUR",
          state: stands ? "open" : "withdrawn",
          version: 1,
          created_at: instant(at),
          changed_at: instant(at),
        })),
      ),
    );
    await fill(
      trx,
      own,
      "waits",
      past.waits.map(({ at, service, from, until }) => ({
        id: newId(),
        person_id: member,
        format_id: past.formats[0],
        service_id: service,
        from_at: instant(from),
        until_at: instant(until),
        state: "waiting",
        created_at: instant(at),
      })),
    );
    await fill(
      trx,
      own,
      "empty_searches",
      past.searches.map(({ day, service, hour }) => ({
        id: newId(),
        on_day: day,
        service_id: service,
        format_id: past.formats[0],
        wished_hour: hour,
      })),
    );
  });
}

/** Rows as JSON, in one statement; columns that they do not name have no default. */
async function fill(trx: Trx, own: object, table: string, rows: readonly object[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = sql.join(Object.keys({ ...own, ...first }).map((name) => sql.ref(name)));
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows.map((row) => ({ ...own, ...row })))}::json)`.execute(
    trx,
  );
}
