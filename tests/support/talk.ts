import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import type { Answer, Client } from "./client.ts";
import { meeting } from "./meetings.ts";
import { type Programme, programme } from "./programme.ts";

export interface Talk {
  readonly scene: Programme;
  /** The meeting's. */
  readonly id: string;
  readonly path: string;
  /** Browsers of the two who are in it. */
  readonly provider: Client;
  readonly member: Client;
}

/** A new community with a meeting of Tuesday, 3 March 2026, 10:00 to 10:30, on the day before it. */
export async function talk(kith: TestApp): Promise<Talk> {
  kith.clock.set("2026-03-02T09:00:00Z");
  const scene = await programme(kith);
  const id = await meeting(kith, scene, { at: "2026-03-03T10:00Z" });
  const [host] = scene.providers;
  if (!host) throw new Error("a programme has a provider");
  return {
    scene,
    id,
    path: `${scene.community.base}/meetings/${id}`,
    provider: await kith.signIn(host),
    member: await kith.signIn(scene.member),
  };
}

export const write = (client: Client, { path }: Talk, text: string, key = newId()): Promise<Answer> =>
  client.post(`${path}/messages`, { text, key });

export function share(
  client: Client,
  { path }: Talk,
  name: string,
  content: Uint8Array,
  { type = "", key = newId() } = {},
): Promise<Answer> {
  return client.post(`${path}/files`, { key, file: new File([new Uint8Array(content)], name, { type }) });
}

/** A picture of this many bytes, with every byte there is in it. */
export function picture(size = 700): Buffer {
  const start = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\xff\xffIDAT";
  const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.concat([Buffer.from(start, "latin1"), Buffer.alloc(size, every)]).subarray(0, size);
}
