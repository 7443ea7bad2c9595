import type { Member, Scene } from "./scene.ts";
import type { Reply } from "./visitor.ts";

/** A booking that lacks only the last click. */
export interface Prepared {
  readonly member: Member;
  /** What the member wrote, unlike anybody else's. */
  readonly words: string;
  /** Start, in epoch minutes. */
  readonly at: number;
  /** Clicks the button, at the server given. */
  click(origin: string): Promise<Reply>;
}

/** A whole minute of the UTC day that many days from now, as epoch minutes. */
export function minuteAhead(days: number, minuteOfDay: number): number {
  const today = Math.floor(Date.now() / 86_400_000);
  return (today + days) * 1_440 + minuteOfDay;
}

export const atText = (minute: number): string =>
  new Date(minute * 60_000).toISOString().replace(":00.000Z", "Z");

/** Goes through a member's last steps as a browser does: the topic, the last look, and the button found there. */
export async function prepare(
  origin: string,
  scene: Scene,
  { member, at, provider = scene.providers[0] ?? "" }: { member: Member; at: number; provider?: string },
): Promise<Prepared> {
  const { base, format, service, location, question } = scene;
  const words = `Words of ${member.id} for ${at}`;
  const topic = `${base}/book/${format}/${service}/${atText(at)}/${provider}/${location}`;
  const written = await member.browser.post(origin, topic, { [`answer-${question}`]: words });
  if (written.status !== 303)
    throw new Error(`the topic was answered ${written.status}: ${written.text.slice(0, 300)}`);
  const review = await member.browser.get(origin, written.location);
  if (review.status !== 200) throw new Error(`the last look was answered ${review.status}`);
  const fields = Object.fromEntries(
    [...review.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
      .map(([, name = "", value = ""]) => [name, value])
      .filter(([name]) => name !== "back"),
  );
  return { member, words, at, click: (to) => member.browser.post(to, `${base}/book`, fields) };
}

/** The review pages that a "just taken" page leads to: the nearest free times. */
export function nearestIn({ base }: Scene, page: string): string[] {
  const links = page.matchAll(/href="([^"]+\/review[^"]*)"/g);
  return [...links]
    .map(([, path = ""]) => path.replaceAll("&amp;", "&"))
    .filter((path) => path.startsWith(base));
}

/** Runs the works with at most `width` at once, and gives what they gave in their order. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < items.length; i = next++) {
      const item = items[i];
      if (item !== undefined) results[i] = await work(item, i);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
