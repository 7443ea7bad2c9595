import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import type { Programme } from "./programme.ts";

/** Gives a programme a format of 30 minutes online, every week, with one required question. */
export async function weeklyFormat(
  test: TestApp,
  scene: Programme,
): Promise<{ format: string; question: string }> {
  const ids = { format: newId(), question: newId() };
  const own = { community_id: scene.community.id };
  await test.inside(scene.community, async (trx) => {
    const format = {
      ...own,
      id: ids.format,
      name: "Every week",
      minutes: 30,
      ways: ["online"],
      rhythm: "weekly",
    };
    await trx.insertInto("formats").values(format).execute();
    const question = {
      ...own,
      id: ids.question,
      format_id: ids.format,
      kind: "short",
      label: "What about?",
      required: true,
    };
    await trx.insertInto("questions").values(question).execute();
  });
  return ids;
}

interface Way {
  scene: Programme;
  format: string;
  question: string;
  /** The first start: `2026-03-03T10:00Z`. */
  at: string;
  weeks: number;
  provider?: number;
  /** The wait whose time is the first. */
  wait?: string;
}

const placePath = ({ scene, format, at, provider = 0 }: Way): string =>
  `${scene.community.base}/book/${format}/${scene.services[provider]}/${at}/${scene.providers[provider]?.id}/${scene.location}`;

/** The page that says which of the weeks are free. */
export const weeksPage = (client: Client, way: Way): Promise<Answer> =>
  client.get(`${placePath(way)}/weeks?weeks=${way.weeks}`);

/** Fills in the topic, gives the page of the last look and what its button does. */
export async function lastLook(
  client: Client,
  way: Way,
): Promise<{ page: Answer; confirm: () => Promise<Answer> }> {
  const wait = way.wait ? `&wait=${way.wait}` : "";
  const filled = await client.post(`${placePath(way)}?weeks=${way.weeks}${wait}`, {
    [`answer-${way.question}`]: "Kept words",
  });
  const page = await client.get(filled.location);
  const action = /<form method="post" action="([^"]*\/book[^"]*)"/.exec(page.text)?.[1] ?? "";
  const fields = [...page.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
    .map(([, name = "", value = ""]) => [name, value] as const)
    .filter(([name]) => name !== "back");
  return { page, confirm: () => client.post(action, Object.fromEntries(fields)) };
}

/** Goes all the way. */
export const bookWeeks = async (client: Client, way: Way): Promise<Answer> =>
  (await lastLook(client, way)).confirm();
