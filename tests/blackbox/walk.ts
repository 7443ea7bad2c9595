import type { Answer, Client } from "#support/client.ts";

/** What the parameters of routes can stand for, by the word before them in the path; each a name and what to put there. */
export type Known = ReadonlyMap<string, readonly (readonly [name: string, value: string])[]>;

/** An address, and a name for it that stays when the ids in it are others. */
export interface Address {
  readonly label: string;
  readonly path: string;
}

/** What an answer says, without what differs each time. */
export type Seen = ReadonlyMap<string, string>;

/** All addresses of a route, its parameters filled in all known ways: those for the word before them, or else every one there is. */
export function addressesOf(route: string, known: Known): Address[] {
  let found: Address[] = [{ label: "", path: "" }];
  for (const segment of route.split("/").slice(1)) {
    const before = found[0]?.label.split("/").at(-1) ?? "";
    const choices = segment.startsWith(":")
      ? choicesFor(segment.slice(1).replace(/\{.*/, ""), before, known)
      : [[segment, segment] as const];
    found = found.flatMap(({ label, path }) =>
      choices.map(([name, value]) => ({ label: `${label}/${name}`, path: `${path}/${value}` })),
    );
  }
  return found;
}

function choicesFor(name: string, before: string, known: Known) {
  const own = known.get(name === "id" ? before : name);
  return own ?? [...known.values()].flat().filter(([, value]) => /^[0-9a-f-]{36}$/.test(value));
}

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Leaves out what is new in every answer: keys of forms and stamps of pages. */
const steady = (text: string): string =>
  text
    .replace(uuid, "<id>")
    .replace(/data-live-stamp-value="[^"]*"/g, "")
    .replace(/DTSTAMP:\S+/g, "");

interface Walked {
  readonly seen: Seen;
  /** Addresses whose answer bears one of the marks. */
  readonly marked: readonly string[];
  readonly statuses: ReadonlyMap<string, number>;
}

/** Asks for every address and keeps what is answered. What the address itself says is no mark: it was not learned from the answer. */
export async function walk(
  client: Client,
  addresses: readonly Address[],
  marks: readonly string[],
): Promise<Walked> {
  const seen = new Map<string, string>();
  const statuses = new Map<string, number>();
  const marked: string[] = [];
  for (const { label, path } of addresses) {
    const answer = await client.get(path);
    const text = whole(answer).replaceAll(path, "").replaceAll(encodeURIComponent(path), "");
    if (marks.some((mark) => text.includes(mark) && !path.includes(mark))) marked.push(label);
    seen.set(label, steady(text));
    statuses.set(label, answer.status);
  }
  return { seen, marked, statuses };
}

const whole = ({ status, headers, text, location }: Answer): string =>
  [status, location, headers.get("content-disposition") ?? "", text].join("\n");

/** Nothing here, or nothing for who is not signed in. */
const nothing = /^(404|303\n\/sign-in)/;

/** Who looked at what: walking itself changes what it says. It is searched for marks as everything is. */
const aboutLooking = /\/(privacy\/looks|admin\/access)/;

/** The addresses that no longer answer as they did, each with the first line that is another. A new one has to lead nowhere. */
export function differences(before: Seen, after: Seen): string[] {
  const found: string[] = [];
  for (const [label, text] of after) {
    if (aboutLooking.test(label)) continue;
    const earlier = before.get(label);
    if (earlier === text || (earlier === undefined && nothing.test(text))) continue;
    const [old, now] = [linesOf(earlier ?? ""), linesOf(text)];
    const at = now.findIndex((line, i) => line !== old[i]);
    found.push(`${label}: ${now[at] ?? ""} (was ${old[at] ?? ""})`.slice(0, 300));
  }
  return found;
}

const linesOf = (text: string): string[] => text.replaceAll("<", "\n<").split("\n");
