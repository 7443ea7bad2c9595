import { startEmbedded } from "#platform/postgres/embedded.ts";

const say = (_fields: object, message: string) => console.error(message);

/** A process of its own that uses the embedded server of the data folder it is given, until SIGTERM. */
const log = { debug: say, info: say, warn: say, error: say };
const server = await startEmbedded({ dataDir: process.argv[2] ?? "", log });
const hold = setInterval(() => {}, 60_000);
process.once("SIGTERM", async () => {
  await server.stop();
  clearInterval(hold);
});
console.log(JSON.stringify({ pid: server.pid, appUrl: server.appUrl, ownerUrl: server.ownerUrl }));
