import { newId } from "#platform/ids.ts";
import type { TestApp, TestCommunity, TestPerson } from "./app.ts";
import type { Answer, Client } from "./client.ts";

/** Somebody with a browser of their own. */
export interface Guest {
  readonly person: TestPerson;
  readonly client: Client;
}

export interface RoomScene {
  readonly community: TestCommunity;
  readonly coordinator: Guest;
  /** Of the room, and of its page. */
  readonly id: string;
  readonly path: string;
}

interface Options {
  community?: TestCommunity;
  private?: boolean;
  fields?: Readonly<Record<string, string>>;
}

const week = Object.fromEntries(Array.from({ length: 7 }, (_, day) => [`hours.${day}`, ""]));

/** A room that a coordinator has opened through the panel. */
export async function roomScene(kith: TestApp, options: Options = {}): Promise<RoomScene> {
  const community = options.community ?? (await kith.community());
  const coordinator = await guest(kith, community, { roles: ["coordinator"], firstName: "Cora" });
  const { location, text } = await coordinator.client.post(`${community.base}/admin/rooms`, {
    key: newId(),
    name: `Room ${newId().slice(-6)}`,
    about: "For who lies awake.",
    who: options.private ? "invited" : "everybody",
    open: "always",
    ...week,
    ...options.fields,
  });
  const id = location.split("/").at(-1) ?? "";
  if (!id) throw new Error(`no room was opened: ${text.slice(0, 2_000)}`);
  return { community, coordinator, id, path: `${community.base}/rooms/${id}` };
}

export async function guest(
  kith: TestApp,
  community: TestCommunity,
  options: Parameters<TestApp["person"]>[1] = {},
): Promise<Guest> {
  const person = await kith.person(community, options);
  return { person, client: await kith.signIn(person) };
}

export const join = ({ client }: Guest, { path }: RoomScene, name: string): Promise<Answer> =>
  client.post(`${path}/join`, { key: newId(), name });

/** Somebody new who is in the room under this name; in a private one because they were invited. */
export async function insider(
  kith: TestApp,
  scene: RoomScene,
  name: string,
  options: Parameters<TestApp["person"]>[1] & { moderator?: boolean } = {},
): Promise<Guest> {
  const { moderator = false, ...person } = options;
  const made = await guest(kith, scene.community, person);
  const role = moderator ? "moderator" : "member";
  await scene.coordinator.client.post(`${scene.path}/invite`, {
    key: newId(),
    email: made.person.email,
    role,
  });
  const { status } = await join(made, scene, name);
  if (status !== 303) throw new Error(`${name} did not get in: ${status}`);
  return made;
}

export const say = ({ client }: Guest, { path }: RoomScene, text: string, key = newId()): Promise<Answer> =>
  client.post(`${path}/messages`, { key, text });

/** What a page shows of a room: each line's words, in their order. */
export const linesIn = (html: string): string[] =>
  [...html.matchAll(/<li id="line-\d+">([\s\S]*?)<\/li>/g)].map(([, line = ""]) =>
    (
      /<(?:p|span) class="(?:wrap-anywhere(?: whitespace-pre-wrap)?|quiet italic)">([\s\S]*?)<\/(?:p|span)>/.exec(
        line,
      )?.[1] ?? line
    )
      .replace(/<[^>]+>/g, "")
      .trim(),
  );

/** The handle under which a page of people leads to somebody. */
export const handleOn = (html: string, name: string): string =>
  new RegExp(`/people/([0-9a-f-]{36})"[^>]*aria-label="About ${name}"`).exec(html)?.[1] ?? "";

/** Does something about somebody in a room, as a form of their page would. */
export async function measure(
  by: Guest,
  scene: RoomScene,
  name: string,
  verb: "mute" | "unmute" | "remove" | "let-in" | "role" | "block",
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const list = `${scene.path}/people${verb === "let-in" ? "?show=removed" : ""}`;
  const { text } = await by.client.get(list);
  return by.client.post(`${scene.path}/people/${handleOn(text, name) || newId()}/${verb}`, fields);
}
