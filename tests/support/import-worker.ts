import { setTimeout as wait } from "node:timers/promises";
import { startImports } from "../../src/features/imports/jobs.ts";
import { systemClock } from "../../src/platform/clock.ts";
import { connect } from "../../src/platform/database/connection.ts";
import { openJobs } from "../../src/platform/jobs/jobs.ts";
import { openLog } from "../../src/platform/log.ts";

/** A process that applies imports and nothing else, to be killed while it does. Takes the address of the app's database. */
const appUrl = process.argv[2] ?? "";
const log = openLog("error");
const db = connect({ url: appUrl, max: 4 }, () => undefined);
const jobs = openJobs({ appUrl, log });
await jobs.start();
await startImports({ db, jobs, log, clock: systemClock });
console.log("ready");
await wait(60_000);
process.exit(0);
