import { sql } from "kysely";
import { expect, test } from "vitest";
import type { TestPerson } from "#support/app.ts";
import { phone } from "#support/browser.ts";
import { programme } from "#support/programme.ts";
import { browserStage, expectGood, usualWindows } from "#support/stage.ts";

const stage = browserStage({ now: "2026-03-30T09:00:00Z" });

interface Scene {
  readonly base: string;
  readonly coordinator: TestPerson;
}

/** Four weeks in which three providers were met, and in which many looked for a time on Thursdays at six. */
async function scene(): Promise<Scene> {
  const { kith } = stage;
  const here = await programme(kith, { providers: 3 });
  const { community, providers } = here;
  const coordinator = await kith.person(community, { roles: ["coordinator"], firstName: "Cora" });
  const given = sql.join(
    providers.map(({ id }, i) => sql`(${id}::uuid, ${here.services[i]}::uuid, ${i}::int)`),
  );
  await kith.inside(community, async (trx) => {
    await sql`
      insert into meetings (community_id, id, provider_id, service_id, format_id, booked_by, state, starts_at, ends_at)
      select current_community(), gen_random_uuid(), p.id, p.service, ${here.format}, p.id, 'final', at, at + interval '1 hour'
      from (values ${given}) p (id, service, i),
        generate_series('2026-03-03T09:00Z'::timestamptz, '2026-03-27T17:00Z', '1 hour') at
      where extract(hour from at) between 9 and 16
        and (extract(day from at) * 7 + extract(hour from at) * (i + 2))::int % (3 + i) = 0`.execute(trx);
    await sql`
      insert into registrations (community_id, meeting_id, person_id)
      select community_id, id, ${here.member.id} from meetings`.execute(trx);
    await sql`update registrations set attendance = case when abs(hashtext(meeting_id::text)) % 5 = 0 then 'no_show' else 'attended' end
      where abs(hashtext(meeting_id::text)) % 11 > 0`.execute(trx);
    await sql`
      insert into empty_searches (community_id, on_day, service_id, format_id, provider_id, wished_hour)
      select current_community(), date '2026-03-04' + n % 20, ${here.services[0]}, ${here.format}, ${providers[0]?.id},
        case when n % 3 = 2 then 3 * 24 + 16 + n % 2 end from generate_series(1, 90) n`.execute(trx);
    await sql`
      insert into support_requests (community_id, id, member_id, subject, description, windows, zone, state, expires_at, created_at, changed_at)
      select current_community(), gen_random_uuid(), ${here.member.id}, 'S', 'D',
        tstzmultirange(tstzrange('2026-03-05T17:00Z'::timestamptz + n % 3 * interval '7 days', '2026-03-05T19:00Z'::timestamptz + n % 3 * interval '7 days')),
        'Europe/London', case when n % 3 = 0 then 'open' else 'expired' end, '2026-05-01', '2026-03-04T10:00Z'::timestamptz + n * interval '5 hours', now()
      from generate_series(1, 40) n`.execute(trx);
    await sql`insert into request_experiences (community_id, request_id, option_id)
      select r.community_id, r.id, (select id from profile_options where list = 'experience' order by position limit 1) from support_requests r`.execute(
      trx,
    );
  });
  return { base: community.base, coordinator };
}

const looks = usualWindows("phone dark", "desktop light");

test.each(looks)("the reports of a coordinator are in order for axe and fit: %s", async (name, look) => {
  const { base, coordinator } = await scene();
  const page = await stage.open(coordinator, look);
  for (const [shown, path] of [
    ["demand", "/admin/figures"],
    ["wished", "/admin/figures?map=wished"],
    ["unmet", "/admin/figures/unmet"],
    ["no-shows", "/admin/figures/no-shows"],
  ] as const) {
    expect([shown, (await page.goto(`${base}${path}`))?.status()]).toEqual([shown, 200]);
    await expectGood(page, `figures-${shown}-${name}`);
  }
});

test("without script a coordinator chooses days, finds them again on the next tab, and goes back", async () => {
  const { base, coordinator } = await scene();
  const page = await stage.open(coordinator, { viewport: phone, javaScriptEnabled: false });
  await page.goto(`${base}/admin/figures`);
  await page.getByLabel("First day").fill("2026-03-10");
  await page.getByLabel("Last day").fill("2026-03-16");
  await page.getByRole("button", { name: "Show these days" }).click();
  await page.getByText("Tue 10 Mar – Mon 16 Mar, on the clock of London").waitFor();
  await page.getByRole("link", { name: "Booked", exact: true }).click();
  await page.getByText("Hours of Meetings").waitFor();
  await page.getByRole("navigation", { name: "Reports" }).getByRole("link", { name: "No-shows" }).click();
  await page.getByRole("heading", { name: "By format" }).waitFor();
  await page.getByText("Tue 10 Mar – Mon 16 Mar").waitFor();
  await page.goBack();
  await page.getByText("Hours of Meetings").waitFor();
});

test("the week scrolls in its box by keyboard, and its days stay in sight", async () => {
  const { base, coordinator } = await scene();
  const page = await stage.open(coordinator, { viewport: { width: 390, height: 500 } });
  await page.goto(`${base}/admin/figures`);
  const box = page.getByRole("region", { name: "By hour of the week" });
  await box.focus();
  await page.keyboard.press("End");
  await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  const [head, top] = await box.evaluate((element) => [
    element.querySelector("th[scope=col]")?.getBoundingClientRect().top ?? 0,
    element.getBoundingClientRect().top,
  ]);
  expect(Math.abs((head ?? 0) - (top ?? 0))).toBeLessThan(4);
});
