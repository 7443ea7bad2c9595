import { openJobs } from "#platform/jobs/jobs.ts";
import { openLog } from "#platform/log.ts";

/** A process of its own that takes up the first job it gets, says so, and never finishes it. */
const jobs = openJobs({ appUrl: process.argv[2] ?? "", log: openLog("error"), concurrency: 1 });
await jobs.start();
await jobs.work("account-mail.send", async () => {
  console.log("begun");
  await new Promise(() => setInterval(() => {}, 60_000));
});
console.log("ready");
