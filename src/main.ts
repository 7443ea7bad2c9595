import { serve } from "@hono/node-server";
import { systemClock } from "#platform/clock.ts";
import { readConfig } from "#platform/config.ts";
import { connect } from "#platform/database/connection.ts";
import { migrate } from "#platform/database/migrate.ts";
import { refuseStrongRole } from "#platform/database/roles.ts";
import type { Platform } from "#platform/http/web.ts";
import { openJobs } from "#platform/jobs/jobs.ts";
import { openLog } from "#platform/log.ts";
import { startEmbedded } from "#platform/postgres/embedded.ts";
import { createApp } from "./app.tsx";
import { fillDemo } from "./demo/demo.ts";
import { startWorkers } from "./workers.ts";

const read = readConfig(process.env);
if (!read.ok) {
  for (const fault of read.faults) console.error(`Setting ${fault}`);
  process.exit(1);
}
const { config } = read;
const log = openLog(config.LOG_LEVEL);

const embedded = config.DATABASE_URL ? null : await startEmbedded({ dataDir: config.DATA_DIR, log });
const appUrl = embedded?.appUrl ?? config.DATABASE_URL ?? "";
const ownerUrl = embedded?.ownerUrl ?? config.DATABASE_OWNER_URL;
if (ownerUrl) await migrate(ownerUrl, new URL(appUrl).username);

const db = connect({ url: appUrl }, (error) =>
  log.warn({ error: error.message }, "database connection lost"),
);
await refuseStrongRole(db);

const installation = await db.selectFrom("installation").selectAll().executeTakeFirstOrThrow();
const jobs = openJobs({ appUrl, log });
const demo = config.DEMO ?? embedded !== null;
const platform: Platform = {
  config,
  log,
  db,
  jobs,
  clock: systemClock,
  secret: config.SECRET ?? installation.secret,
  demo,
};
await jobs.start();
if (demo) await fillDemo(platform);
await startWorkers(platform);

const server = serve(
  { fetch: createApp(platform).fetch, port: config.PORT, hostname: config.HOST },
  (address) => {
    console.log(`Kith is at ${config.PORT === 0 ? `http://${config.HOST}:${address.port}` : config.baseUrl}`);
    process.send?.({ listening: address.port });
  },
);

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  server.close();
  await jobs.stop().catch((error: Error) => log.warn({ error: error.message }, "jobs did not stop cleanly"));
  await db.destroy();
  await embedded?.stop({ mode: "fast" });
  process.exit(0);
}
process.on("SIGINT", () => void stop());
process.on("SIGTERM", () => void stop());
