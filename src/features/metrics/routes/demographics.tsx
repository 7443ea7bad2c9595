import { Hono } from "hono";
import { chart } from "#ui/charts/chart.tsx";
import type { Translate } from "../../../words/translate.ts";
import { release } from "../../disclosure/index.ts";
import { ageBands } from "../../profiles/bands.ts";
import { preferencesOf } from "../../profiles/queries.ts";
import { type CommunityWeb, show } from "../../visits/handlers.ts";
import { everyOption, firstMet, peopleMet } from "../queries/reached.ts";
import { type Categories, countedOf, monthsSince, runOf, shownOf, tellings } from "../reached.ts";
import { DemographicsPage } from "../views/demographics.tsx";
import { reachedChart, unseen } from "../views/reached.ts";

/** Whom somebody reached, beside whom they hope to reach. */
export const demographics = new Hono<CommunityWeb>();

const categoriesOf = (t: Translate, options: Awaited<ReturnType<typeof everyOption>>): Categories => {
  const of = (told: string) => options.filter(({ list }) => list === told);
  return {
    age: ageBands.map((id) => ({ id, name: t(`ages.${id}`) })),
    gender: of("gender"),
    ethnicity: of("ethnicity"),
    region: of("region"),
  };
};

demographics.get(
  "/dashboard/metrics/demographics",
  show("provider", async ({ page, actor, community, now, t }, trx, c) => {
    const { id } = actor;
    if (!id) return null;
    const { zone, settings } = community;
    const smallest = settings.smallestGroup;
    const categories = categoriesOf(t, await everyOption(trx));
    const { ages, options } = await preferencesOf(trx, id);
    const hopes = new Set<string>([...ages, ...options]);
    const first = await firstMet(trx, id);
    const { months, starts, until } = monthsSince(first ?? now, now, zone);
    const rows = months.length > 0 ? await peopleMet(trx, id, { starts, until }) : [];
    const made = release(countedOf(rows, months.length, categories), smallest);
    const lasts = made.ends.flatMap((end) => months[end - 1] ?? []);
    const firsts = [months[0], ...lasts.slice(0, -1).map((last) => last.add({ months: 1 }))].flatMap(
      (month) => month ?? [],
    );
    const run = runOf({ from: c.req.query("from"), to: c.req.query("to") }, lasts);
    const cards =
      lasts.length === 0
        ? []
        : tellings.map((told) => ({ told, rows: shownOf(made, told, categories, run) }));
    return (
      <DemographicsPage
        page={page}
        smallest={smallest}
        batches={{ firsts, lasts, run }}
        hopes={tellings.map((told) => ({
          told,
          names: categories[told].filter((one) => hopes.has(one.id)).map(({ name }) => name),
        }))}
        graphs={
          await Promise.all(
            cards.map(async (card) => ({
              told: card.told,
              graph: await chart(t, reachedChart(t, { ...card, categories, hopes, smallest })),
              unseen: unseen(t, { ...card, categories, hopes, smallest }),
            })),
          )
        }
      />
    );
  }),
);
