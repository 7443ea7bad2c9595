import { TestPostOffice } from "../support/smtp.ts";
import { build } from "./build.ts";
import { House } from "./house.ts";
import { ledgerOf } from "./ledger.ts";
import { Load, pause } from "./load.ts";
import { drained, lettersOf } from "./mail.ts";
import { type Scene, setScene } from "./scene.ts";

interface Size {
  /** How often the server process is killed, and how often the database is stopped as by a power cut. */
  kills: number;
  stops: number;
  say: (line: string) => void;
}

export interface Aftermath {
  /** What should not have been, in words; none is a pass. */
  readonly faults: readonly string[];
}

/** Ends the server and the database abruptly in the middle of bookings, and holds what people were told against what is there. */
export async function kill({ kills, stops, say }: Size): Promise<Aftermath> {
  await build();
  const post = new TestPostOffice();
  const settings = { SMTP_URL: await post.open(), MAIL_FROM: "Kith <kith@programme.example>" };
  const house = await House.open({ settings });
  try {
    const scene = await setScene(house.database.ownerUrl, { members: 8, providers: 4 });
    const load = new Load(scene, () => house.origin());
    for (let i = 0; i < kills; i++) await killServer(house, load);
    say(`${kills} times kill -9 of the server: ${soFar(load)}`);
    for (let i = 0; i < stops; i++) await stopDatabase(house, load);
    say(`${stops} immediate stops of the database: ${soFar(load)}`);
    await load.end();
    return await settle(house, scene, load, post, say);
  } finally {
    await house.close();
    await post.close();
  }
}

/** At a moment in which bookings are at every stage; the load goes on against nobody until the next one answers. */
async function killServer(house: House, load: Load): Promise<void> {
  await load.more(5 + Math.floor(Math.random() * 10));
  await pause(Math.random() * 20);
  const [server] = house.servers;
  await server?.end("SIGKILL");
  await server?.start();
}

/** Every process of the server ends at once, without writing anything down, as in a power cut; its keeper starts it again. */
async function stopDatabase(house: House, load: Load): Promise<void> {
  await load.more(5 + Math.floor(Math.random() * 10));
  await pause(Math.random() * 20);
  process.kill(house.database.pid, "SIGQUIT");
}

const soFar = ({ operations, acknowledged, interrupted }: Load): string =>
  `${operations} operations, ${acknowledged.length} acknowledged, ${interrupted} interrupted and repeated`;

async function settle(
  house: House,
  scene: Scene,
  load: Load,
  post: TestPostOffice,
  say: Size["say"],
): Promise<Aftermath> {
  const { ownerUrl } = house.database;
  const undone = await drained(ownerUrl, scene);
  const books = await ledgerOf(ownerUrl, scene);
  const letters = await lettersOf(ownerUrl, scene);
  const acknowledged = new Set(load.acknowledged);
  const lost = [...acknowledged].filter((id) => !books.whole.has(id)).length;
  const doubled = books.overlaps + books.repeated + (load.acknowledged.length - acknowledged.size);
  const half = books.half.length + books.strays;
  const unknown = books.whole.size - acknowledged.size;
  const unwritten = [...books.whole].filter((id) => letters.sentByMeeting.get(id) !== 2).length;
  const unrung = [...books.whole].filter((id) => letters.linesByMeeting.get(id) !== 1).length;
  const arrived = new Set(post.received.map(({ raw }) => messageIdOf(raw)));
  const missing = letters.messageIds.filter((id) => !arrived.has(`<${id}@programme.example>`)).length;
  const again = post.received.length - arrived.size;

  say(
    `${load.operations} operations, ${load.acknowledged.length} acknowledged, ${lost} lost, ${doubled} doubled, ${half} half`,
  );
  say(
    `${letters.messageIds.length} letters for ${books.whole.size} meetings: ${missing} missing, ` +
      `${again} came again under the Message-ID they had`,
  );
  const faults = [
    ...new Set(load.strange),
    ...told(lost, "confirmed meetings lost"),
    ...told(doubled, "doubled"),
    ...told(half, "half made"),
    ...told(unknown, "meetings that nobody was told of"),
    ...told(unwritten, "meetings without exactly two letters sent"),
    ...told(unrung, "meetings without exactly one line for who did not book them"),
    ...told(missing, "letters that never arrived"),
    ...told(arrived.size - letters.messageIds.length, "letters under another Message-ID"),
    ...told(undone, "jobs not done within two minutes"),
  ];
  return { faults };
}

/** Long headers are folded: the value may stand in the next line. */
const messageIdOf = (raw: string): string => /^Message-ID:\s*(<[^>]+>)/im.exec(raw)?.[1] ?? "";

const told = (count: number, what: string): string[] => (count === 0 ? [] : [`${count} ${what}`]);
