import { PgBoss } from "pg-boss";
import { queues } from "./queues.ts";

export const jobsSchema = "jobs";

/** A worker says this often, at the latest, that it lives; when it does not, its job is somebody else's. Seconds. */
const heartbeatSeconds = 10;

/** Creates or upgrades the queue's tables. Needs the owner role: the app's role may not create anything. */
export async function installJobs(ownerUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: jobsSchema,
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    for (const [name, queue] of Object.entries(queues)) {
      const options = { ...queue, heartbeatSeconds, notify: true };
      if (await boss.getQueue(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
