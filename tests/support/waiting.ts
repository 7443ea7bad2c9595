import type { TestApp } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { meeting } from "./meetings.ts";
import type { Programme } from "./programme.ts";

const epochMinute = (at: string): string => String(Date.parse(at) / 60_000);

/** Fills every start of a day (`2026-03-04`) from 9 to 17 with meetings of somebody else's; gives their ids, first to last. */
export async function fullDay(test: TestApp, scene: Programme, day: string): Promise<string[]> {
  const ids: string[] = [];
  for (let half = 18; half < 34; half += 1) {
    const at = `${day}T${String(Math.floor(half / 2)).padStart(2, "0")}:${half % 2 ? "30" : "00"}Z`;
    const member = await test.person(scene.community, { account: false });
    ids.push(await meeting(test, scene, { at, member: member.id }));
  }
  return ids;
}

interface Wish {
  /** Dates, both included. */
  from: string;
  until?: string;
  /** Only this start: `2026-03-04T10:00Z`. */
  at?: string;
  provider?: string;
  service?: string;
}

/** Says that this client waits. */
export function wait(client: Client, scene: Programme, wish: Wish): Promise<Answer> {
  return client.post(`${scene.community.base}/waits`, {
    format: scene.format,
    service: wish.service ?? scene.services[0] ?? "",
    provider: wish.provider ?? "",
    which: wish.at ? "exact" : "days",
    at: wish.at ? epochMinute(wish.at) : "",
    from: wish.from,
    until: wish.until ?? wish.from,
  });
}

/** Cancels a meeting as its provider. */
export async function cancelled(test: TestApp, scene: Programme, meetingId: string): Promise<void> {
  const [provider] = scene.providers;
  if (!provider) throw new Error("a provider");
  const staff = await test.signIn(provider);
  const answer = await staff.post(`${scene.community.base}/meetings/${meetingId}/cancel`, {
    version: "1",
    reason: "",
  });
  if (answer.status !== 303) throw new Error(`not cancelled: ${answer.status}`);
}

/** Takes the time that is kept, all the way, and gives what the last button answers. */
export async function take(client: Client, scene: Programme, waitPath: string): Promise<Answer> {
  return (await readyToTake(client, scene, waitPath))();
}

/** Goes as far as the last button, and gives what it does. */
export async function readyToTake(
  client: Client,
  scene: Programme,
  waitPath: string,
): Promise<() => Promise<Answer>> {
  const page = await client.get(waitPath);
  const start = /href="([^"]*\/book\/[^"]*wait=[^"]*)"/.exec(page.text)?.[1] ?? "";
  const places = await client.get(start);
  const topic =
    /href="([^"]*\/book\/[^"]*wait=[^"]*)"/.exec(places.text.slice(places.text.indexOf("<h1")))?.[1] ?? "";
  if (!topic.includes(scene.location)) throw new Error("no place to take it at");
  const filled = await client.post(topic, { [`answer-${scene.question}`]: "Waited for" });
  const review = await client.get(filled.location);
  const fields = [...review.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)];
  const form = Object.fromEntries(
    fields.map(([, name, value]) => [name, value]).filter(([name]) => name !== "back"),
  );
  return () => client.post(`${scene.community.base}/book`, form);
}
