import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import type { TestPerson } from "#support/app.ts";
import type { Client } from "#support/client.ts";
import { erase } from "#support/erasing.ts";
import { textOf } from "#support/scheduling.ts";
import { Till } from "#support/stripe/till.ts";

let till: Till;
let talia: TestPerson;
let base: string;
beforeAll(async () => {
  till = await Till.open();
  const [host] = till.scene.providers;
  if (!host) throw new Error("a programme has a provider");
  talia = host;
  ({ base } = till.scene.community);
});
beforeEach(() => till.kith.clock.set("2026-03-02T09:00:00Z"));
afterAll(() => till?.close());

const put = (client: Client, premium: "on" | "off", id = talia.id) =>
  client.post(`${base}/admin/providers/${id}/premium`, { premium });

const plans = () =>
  till.kith.inside(till.scene.community, (trx) =>
    trx.selectFrom("premium_plans").selectAll().orderBy("begun_at").execute(),
  );

const earned = `/dashboard/earnings`;

/** The cells of the row of a table that begins with these words. */
function row(html: string, head: string): string[] {
  const found = [...html.matchAll(/<tr>.*?<\/tr>/gs)].find(([one]) =>
    one.replace(/<[^>]+>/g, "").startsWith(head),
  );
  return [...(found?.[0] ?? "").matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text ?? "");
}

/** Pays for a new meeting by card. */
async function paid(minor: number, currency = "USD"): Promise<string> {
  const meeting = await till.due({ minor, currency, at: "2026-04-30T10:00Z", payBy: "2026-04-29T09:00Z" });
  const session = till.stripe.book.pay(await till.toCheckout(meeting));
  await till.settled();
  return session.payment_intent ?? "";
}

/** A payment of 10.00, or whatever it is said to be, as an earlier one left it behind. */
async function stored(of: {
  payee?: string;
  amount?: number;
  currency?: string;
  paid: string;
  back?: string;
}) {
  const { payee = talia.id, amount = 1000, currency = "USD" } = of;
  const meeting = await till.due({ free: true });
  const id = newId();
  await till.kith.inside(till.scene.community, (trx) =>
    trx
      .insertInto("payments")
      .values({
        community_id: till.scene.community.id,
        id,
        meeting_id: meeting,
        payer_id: till.scene.member.id,
        payee_id: payee,
        method: "desk",
        reference: id,
        amount,
        currency,
        paid_at: Temporal.Instant.from(of.paid),
        refunded_at: of.back ? Temporal.Instant.from(of.back) : null,
        refund_amount: of.back ? amount : null,
        created_at: Temporal.Instant.from(of.paid),
      })
      .execute(),
  );
}

test("a coordinator alone puts a provider on the premium plan and takes them off it; who and when is kept", async () => {
  for (const client of [till.member, till.provider]) expect((await put(client, "on")).status).toBe(404);
  expect((await put(till.kith.visitor(), "on")).location).toContain("/sign-in");
  expect((await put(till.coordinator, "on", till.scene.member.id)).status).toBe(404);
  expect(await plans()).toEqual([]);
  const page = async () => textOf(await till.coordinator.get(`${base}/admin/providers/${talia.id}`));
  expect(await page()).toContain("Not on it.");

  await put(till.coordinator, "on");
  till.kith.clock.set("2026-03-05T09:00:00Z");
  await put(till.coordinator, "on");
  expect(await page()).toContain("On it since Mon 2 Mar. Switched on by Cora");
  expect(await plans()).toMatchObject([
    { provider_id: talia.id, begun_by: till.coordinatorPerson.id, ended_at: null },
  ]);
  await put(till.coordinator, "off");
  till.kith.clock.set("2026-03-06T09:00:00Z");
  await put(till.coordinator, "off");
  await put(till.coordinator, "on");
  expect(await page()).toMatch(
    /On it since Fri 6 Mar.*Mon 2 Mar to Thu 5 Mar\. Switched on by Cora \d+, off by Cora/,
  );
  expect((await plans()).map((one) => [one.begun_at, one.ended_at, one.ended_by].map(String))).toEqual([
    ["2026-03-02T09:00:00Z", "2026-03-05T09:00:00Z", till.coordinatorPerson.id],
    ["2026-03-06T09:00:00Z", "null", "null"],
  ]);
  await put(till.coordinator, "off");
});

test("who is not on the plan finds no figure anywhere, and nobody finds another's", async () => {
  const other = await till.kith.person(till.scene.community, { roles: ["provider"] });
  await stored({ amount: 12_321, paid: "2026-03-01T09:00Z" });
  const paths = [earned, `${earned}?year=2026`, `${earned}/2026-03`, `${earned}.csv`];
  const look = async (client: Client) => {
    const answers = [];
    for (const path of [...paths, "/dashboard"]) answers.push(await client.get(base + path));
    const leaks = answers.filter(({ text }) => /123[.,]?21/.test(text)).length;
    return [answers.map(({ status }) => status).join(" "), leaks];
  };
  expect(await look(till.provider)).toEqual(["404 404 404 404 200", 0]);
  expect(textOf(await till.provider.get(base + earned))).toContain(
    "A coordinator of your community can switch that on",
  );
  expect(textOf(await till.provider.get(`${base}/dashboard`))).toContain("is part of the premium plan");
  await put(till.coordinator, "on");
  expect(await look(till.provider)).toEqual(["200 200 200 200 200", 5]);
  await put(till.coordinator, "on", other.id);
  expect(await look(await till.kith.signIn(other))).toEqual(["200 200 200 200 200", 0]);
  for (const client of [till.member, till.coordinator])
    expect(await look(client)).toEqual(["404 404 404 404 404", 0]);
  await put(till.coordinator, "off");
  expect(await look(till.provider)).toEqual(["404 404 404 404 200", 0]);
});

test("what is paid by card is earned with its fee by who gave the meeting then, and what goes back in parts is counted once", async () => {
  await put(till.coordinator, "on");
  till.kith.clock.set("2026-03-31T22:59:00Z");
  const intent = await paid(4500);
  // In London it is April from 23:00 on.
  till.kith.clock.set("2026-04-01T10:00:00Z");
  const year = async () => (await till.provider.get(base + earned)).text;
  expect(row(await year(), "April 2026")).toEqual(["$0.00", "$0.00", "$0.00", "$0.00"]);
  const march = row(await year(), "March 2026");
  till.stripe.book.refund(intent, 1000);
  await till.settled();
  till.stripe.book.refund(intent, 500);
  await till.settled();
  expect(row(await year(), "April 2026")).toEqual(["$0.00", "$0.00", "$15.00", "-$15.00"]);
  expect(row(await year(), "March 2026")).toEqual(march);
  expect(march.slice(0, 2)).toEqual(["$168.21", "$1.61"]);
  const month = await till.provider.get(`${base}${earned}/2026-04`);
  expect(row(month.text, "Sleeping badly")).toEqual(["0", "$0.00", "$0.00", "$15.00", "-$15.00"]);
  expect(month.text).not.toContain("Mina");
  expect(textOf(await till.provider.get(`${base}/dashboard`))).toMatch(
    /-\$15\.00.*April 2026 so far, net.*March 2026: /,
  );
});

test("other currencies, with no decimals or three, are counted by themselves", async () => {
  await put(till.coordinator, "on");
  await stored({ amount: 1200, currency: "JPY", paid: "2025-06-30T22:59:59Z" });
  await stored({ amount: 3500, currency: "KWD", paid: "2025-06-30T23:00:00Z", back: "2025-07-01T00:00:00Z" });
  await stored({ amount: 5, paid: "2025-07-02T00:00:00Z", back: "2025-09-01T00:00:00Z" });
  till.kith.clock.set("2026-04-01T10:00:00Z");
  const page = (await till.provider.get(`${base}${earned}?year=2025`)).text;
  const [usd = "", jpy = "", kwd = ""] = page.split("<thead>").slice(2);
  expect(row(usd, "July 2025")).toEqual(["$0.05", "$0.00", "$0.00", "$0.05"]);
  expect(row(usd, "2025 in all")).toEqual(["$0.05", "$0.00", "$0.05", "$0.00"]);
  expect(row(jpy, "June 2025")).toEqual(["¥1,200", "¥0", "¥0", "¥1,200"]);
  expect(row(jpy, "July 2025")).toEqual(["¥0", "¥0", "¥0", "¥0"]);
  expect(row(kwd, "July 2025")[0]).toBe("KWD\u00a03.500");
  const file = (await till.provider.get(`${base}${earned}.csv`)).text;
  const lines = file.replace("\uFEFF", "").trim().split("\r\n");
  expect(lines[0]).toBe("Month,Currency,Gross,Fees,Refunds,Net");
  expect(lines).toContain("2025-09,USD,0.00,0.00,0.05,-0.05");
  expect(lines).toContain("2025-06,JPY,1200,0,0,1200");
  expect(lines).toContain("2025-07,KWD,3.500,0.000,3.500,0.000");
  expect(lines).toHaveLength(1 + 3 * 11);
});

test("what no month or year can be is not found or the present one", async () => {
  await put(till.coordinator, "on");
  for (const month of ["2026-13", "2026-3", "now", "9999-99", "2026-03-01"])
    expect([month, (await till.provider.get(`${base}${earned}/${month}`)).status]).toEqual([month, 404]);
  for (const year of ["1066", "x", "2031"])
    expect(textOf(await till.provider.get(`${base}${earned}?year=${year}`))).toContain("2026 in all");
});

test("who is forgotten is on no plan any more, and the books stay", async () => {
  await put(till.coordinator, "on");
  const now = async () =>
    (await plans()).filter((one) => one.provider_id === talia.id && one.ended_at === null);
  expect(await now()).toHaveLength(1);
  expect((await erase(till.provider, till.scene)).status).toBe(303);
  expect(await now()).toEqual([]);
  const left = await till.kith.inside(till.scene.community, (trx) =>
    trx.selectFrom("payments").select("id").where("payee_id", "=", talia.id).execute(),
  );
  expect(left.length).toBeGreaterThan(4);
});
