import { serve } from "@hono/node-server";
import { systemClock } from "#platform/clock.ts";
import { type Config, readConfig } from "#platform/config.ts";
import { connect, type Database } from "#platform/database/connection.ts";
import { migrate } from "#platform/database/migrate.ts";
import { refuseStrongRole } from "#platform/database/roles.ts";
import type { Platform } from "#platform/http/web.ts";
import { openJobs } from "#platform/jobs/jobs.ts";
import { openLive } from "#platform/live/live.ts";
import { type Log, openLog } from "#platform/log.ts";
import { startEmbedded } from "#platform/postgres/embedded.ts";
import { createApp } from "./app.tsx";
import { startDeadlines } from "./deadlines.ts";
import { fillDemo } from "./demo/demo.ts";
import { completeCommunities } from "./features/founding/start.ts";
import { startHousekeeping } from "./features/housekeeping/jobs.ts";
import { tellOperator } from "./greeting.ts";
import { startWorkers } from "./workers.ts";

/** The process: settings -> database -> jobs -> HTTP, and the same way back when it is told to stop. */
async function main(config: Config, log: Log): Promise<void> {
  const database = await openDatabase(config, log);
  const { db, appUrl } = database;
  const jobs = openJobs({ appUrl, log });
  await jobs.start();
  const installation = () => db.selectFrom("installation").selectAll().executeTakeFirstOrThrow();
  const { secret } = await installation();
  const live = openLive({ url: appUrl, log });
  const ground = { config, log, db, jobs, live, clock: systemClock, secret: config.SECRET ?? secret };
  if (config.DEMO ?? database.embedded) await fillDemo({ ...ground, demo: true });
  await completeCommunities(db);
  const platform: Platform = { ...ground, demo: config.DEMO !== false && (await installation()).demo };
  await startWorkers(platform);
  await startDeadlines(platform);
  await startHousekeeping(platform);
  void live.start();

  const { PORT: port, HOST: hostname } = config;
  const server = serve({ fetch: createApp(platform).fetch, port, hostname }, (address) => {
    tellOperator(platform, address.port).catch((error: Error) =>
      log.warn({ error: error.message }, "no greeting"),
    );
    process.send?.({ listening: address.port });
  });
  server.on("error", giveUp);

  const stop = async () => {
    server.close();
    await live.stop();
    await jobs
      .stop()
      .catch((error: Error) => log.warn({ error: error.message }, "jobs did not stop cleanly"));
    await database.close();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

interface OpenDatabase {
  db: Database;
  /** The plain role's address. */
  appUrl: string;
  embedded: boolean;
  close(): Promise<void>;
}

/** The given server, or the one that comes along; brought up to date where the owner's role is known. */
async function openDatabase(config: Config, log: Log): Promise<OpenDatabase> {
  const embedded = config.DATABASE_URL ? null : await startEmbedded({ dataDir: config.DATA_DIR, log });
  const appUrl = embedded?.appUrl ?? config.DATABASE_URL ?? "";
  const ownerUrl = embedded?.ownerUrl ?? config.DATABASE_OWNER_URL;
  if (ownerUrl) await migrate(ownerUrl, decodeURIComponent(new URL(appUrl).username));
  const db = connect({ url: appUrl }, (error) =>
    log.warn({ error: error.message }, "database connection lost"),
  );
  await refuseStrongRole(db);
  const close = async () => {
    await db.destroy();
    await embedded?.stop({ mode: "fast" });
  };
  return { db, appUrl, embedded: embedded !== null, close };
}

function giveUp(error: unknown): never {
  console.error(`Kith cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

const read = readConfig(process.env);
if (!read.ok) giveUp(new Error(`these settings need another look:\n  ${read.faults.join("\n  ")}`));
main(read.config, openLog(read.config.LOG_LEVEL)).catch(giveUp);
