import pg from "pg";
import { minuteOf } from "#platform/clock.ts";
import { connect } from "#platform/database/connection.ts";
import { asCommunityId, inCommunity } from "#platform/database/scope.ts";
import { startsFor } from "../src/features/availability/answers.ts";
import { type Availability, askAvailability } from "../src/features/availability/load.ts";
import { currentCommunity } from "../src/features/communities/load.ts";
import { build } from "../tests/faults/build.ts";
import { House } from "../tests/faults/house.ts";
import { asOwner, type Scene, setScene } from "../tests/faults/scene.ts";
import { type Bench, type Row, verdict } from "./harness.ts";
import { clients, median, type Run } from "./support/clients.ts";
import { addMeetings } from "./support/past.ts";
import { isFrame, type Statement, Statements } from "./support/statements.ts";

const sizes = [1, 50, 200];
const bookingsEach = 40;
const horizonDays = 28;
const rounds = 9;
const perRound = 12;
/** Rounds until the server and the database run what they compiled for this page. */
const warmUp = 6;

/** P2: "Pick a time" through HTTP, from the database to HTML, against its bare statements and the engine. */
const bench: Bench = async () => {
  await build();
  const house = await House.open();
  try {
    const rows: Row[] = [];
    const checks: Record<string, boolean> = {};
    const beside = await house.besideOverLine();
    for (const providers of sizes) {
      const scene = await setScene(house.database.ownerUrl, {
        members: providers,
        providers,
        settings: { horizonDays },
      });
      await keepOfficeHours(house.database.ownerUrl, scene);
      // From tomorrow on, every 16 hours: four weeks have 42 such times.
      const spread = { count: providers * bookingsEach, from: 48, step: 32 };
      await addMeetings(house.database.adminUrl, scene, spread);
      const page = await pageOf(house, scene, beside);
      const name = providers === 1 ? "1 provider" : `${providers} providers`;
      const { http, empty, bare, engine, ratio, four } = await measured(house, scene, page);
      const asked = page.statements.filter((statement) => !isFrame(statement)).length;
      rows.push(
        { what: `${name}: statements`, measured: String(asked), goal: "<= 3" },
        { what: `${name}: page through HTTP; the smallest answer`, measured: `${ms(http)}; ${ms(empty)}` },
        { what: `${name}: its bare statements; the engine`, measured: `${ms(bare)}; ${ms(engine)}` },
        {
          what: `${name}: page to statements and engine`,
          measured: `${median(ratio).toFixed(2)} x`,
          goal: "<= 2 x",
        },
        {
          what: `${name}: 4 clients, p50; p99`,
          measured: `${ms(four.map((run) => run.p50))}; ${ms(four.map((run) => run.p99))}`,
        },
      );
      checks[`${name} asks ${asked} statements`] = asked <= 3;
      checks[`${name}: ${median(ratio).toFixed(2)} x its statements and engine`] = median(ratio) <= 2;
      if (providers !== 200) continue;
      const p99 = median(four.map((run) => run.p99));
      rows.push({
        what: "200 providers: p99 at 4 clients",
        measured: `${p99.toFixed(1)} ms`,
        goal: "< 60 ms",
      });
      checks[`200 providers: p99 ${p99.toFixed(0)} ms`] = p99 < 60;
    }
    return verdict(rows, checks);
  } finally {
    await house.close();
  }
};

export default bench;

/** Five weekly ranges instead of day and night, and two exceptions a provider: a day off and a short one. */
const keepOfficeHours = (ownerUrl: string, { communityId }: Scene): Promise<unknown> =>
  asOwner(ownerUrl, async (client) => {
    await client.query(`set kith.community = '${communityId}'`);
    await client.query("delete from weekly_hours where day in (0, 6)");
    await client.query("update weekly_hours set start_minute = 540, end_minute = 1020");
    await client.query(
      `insert into hour_exceptions (community_id, id, provider_id, from_date, until_date, ranges)
       select $1, gen_random_uuid(), person_id, current_date + days, current_date + days, ranges
       from providers, (values (6, '{}'::smallint[]), (13, '{600,720}')) as exceptions(days, ranges)`,
      [communityId],
    );
    await client.query("vacuum analyze");
  });

interface TimesPage {
  readonly open: (origin: string) => Promise<unknown>;
  /** Something that needs neither database nor view. */
  readonly openNothing: (origin: string) => Promise<unknown>;
  readonly statements: readonly Statement[];
}

/** The page as the last member sees it, and what it asks of the database. */
async function pageOf(
  house: House,
  scene: Scene,
  { server, line }: Awaited<ReturnType<House["besideOverLine"]>>,
): Promise<TimesPage> {
  const path = `${scene.base}/book/${scene.format}/${scene.service}`;
  const member = scene.members.at(-1);
  const open = async (origin: string) => {
    const page = await member?.browser.get(origin, path);
    if (page?.status !== 200 || !page.text.includes(`${path}/`))
      throw new Error(`the page was answered ${page?.status}`);
  };
  const openNothing = async (origin: string) => member?.browser.get(origin, "/healthz");
  await open(server.origin);
  const heard = await Statements.over(line);
  const transactions = await heard.during(() => open(server.origin));
  const own = transactions.filter((all) =>
    all.some(({ text }) => /\bjoin sessions\b|kith\.community/.test(text)),
  );
  await open(house.origin());
  return { open, openNothing, statements: own.flat() };
}

interface Measured {
  /** Milliseconds, one figure a round. */
  readonly http: number[];
  /** A request and an answer of some bytes, which any page costs. */
  readonly empty: number[];
  readonly bare: number[];
  readonly engine: number[];
  readonly ratio: number[];
  readonly four: Run[];
}

async function measured(
  house: House,
  scene: Scene,
  { open, openNothing, statements }: TimesPage,
): Promise<Measured> {
  const found: Measured = { http: [], empty: [], bare: [], engine: [], ratio: [], four: [] };
  const availability = await availabilityOf(house, scene);
  const client = new pg.Client({ connectionString: house.database.appUrl });
  await client.connect();
  const each = async (work: () => unknown) => {
    const began = performance.now();
    for (let i = 0; i < perRound; i++) await work();
    return (performance.now() - began) / perRound;
  };
  const ask = async () => {
    for (const [i, { text, values }] of statements.entries()) {
      await client.query(values.length > 0 ? { name: `s${i}`, text, values: [...values] } : text);
    }
  };
  try {
    for (let round = -warmUp; round < rounds; round++) {
      const http = await each(() => open(house.origin()));
      const empty = await each(() => openNothing(house.origin()));
      const bare = await each(ask);
      const engine = await each(() => startsFor(availability).starts.length);
      const four = await clients(
        4,
        Array.from({ length: 60 }, () => () => open(house.origin())),
      );
      if (round < 0) continue;
      found.http.push(http);
      found.empty.push(empty);
      found.bare.push(bare);
      found.engine.push(engine);
      // What is compared is the engine, its queries and the view.
      found.ratio.push((http - empty) / (bare + engine));
      found.four.push(four);
    }
  } finally {
    await client.end();
  }
  return found;
}

/** What the engine is asked for the page: as far ahead as may be booked. */
async function availabilityOf(house: House, scene: Scene): Promise<Availability> {
  const db = connect({ url: house.database.appUrl, max: 1 }, () => undefined);
  try {
    const id = asCommunityId(scene.communityId);
    const now = minuteOf(Temporal.Now.instant());
    const found = await inCommunity(db, id, async (trx) =>
      askAvailability(trx, {
        community: await currentCommunity(trx, id),
        format: { id: scene.format },
        serviceId: scene.service,
        memberId: scene.members.at(-1)?.id ?? null,
        from: now,
        to: now + (horizonDays + 1) * 1_440,
        now,
      }),
    );
    if (!found) throw new Error("the service is offered");
    return found;
  } finally {
    await db.destroy();
  }
}

const ms = (figures: readonly number[]): string => `${median(figures).toFixed(1)} ms`;
