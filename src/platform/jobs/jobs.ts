import { CompiledQuery } from "kysely";
import { type JobResult, type JobWithMetadata, PgBoss } from "pg-boss";
import type { Database } from "../database/connection.ts";
import type { Log } from "../log.ts";
import { jobsSchema } from "./install.ts";
import type { QueueName } from "./queues.ts";

export interface Attempt {
  /** Whether a failure now is for good. */
  readonly last: boolean;
}

/** The queue as the features see it: put a job into the transaction at hand, or say how a queue's jobs are done. */
export interface Jobs {
  /** Enqueues inside `trx`: the job exists if and only if the transaction commits. */
  send(trx: Database, queue: QueueName, payload: object): Promise<void>;
  /** Every job of the queue comes here; one that throws is tried again after a while, as `queues` says. */
  work<Payload>(
    queue: QueueName,
    handler: (payload: Payload, attempt: Attempt) => Promise<void>,
  ): Promise<void>;
  /** Sends an empty job to the queue at these times (five fields of cron, UTC), once for all processes together. */
  every(queue: QueueName, cron: string): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Jobs on the app's own role and database. What a killed process left half done is taken up again within half a minute. */
export function openJobs(settings: { appUrl: string; log: Log; concurrency?: number }): Jobs {
  const boss = new PgBoss({
    connectionString: settings.appUrl,
    schema: jobsSchema,
    max: 4,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    reindex: false,
    monitorVacuum: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
  });
  boss.on("error", (error) => settings.log.warn({ error: error.message }, "job queue"));
  return {
    async send(trx, queue, payload) {
      const executeSql = async (text: string, values: unknown[] = []) => {
        const { rows } = await trx.executeQuery(CompiledQuery.raw(text, values));
        return { rows };
      };
      await boss.send(queue, payload, { db: { executeSql } });
    },
    async work(queue, handler) {
      const options = {
        localConcurrency: settings.concurrency ?? 2,
        includeMetadata: true,
        perJobResults: true,
        // While batches come full there is more: the next is fetched without a pause, so a backlog does not wait for polling.
        batchSize: 5,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 2,
        // A job that is to be tried again wakes nobody when its time comes: without this it would wait half a minute more.
        notifyPollingIntervalSeconds: 2,
        heartbeatRefreshSeconds: 3,
      } as const;
      await boss.work(queue, options, async (jobs: JobWithMetadata<never>[]) => {
        const results: JobResult[] = [];
        for (const job of jobs) results.push(await settled(job, handler));
        return results;
      });
    },
    every: async (queue, cron) => boss.schedule(queue, cron, {}, { tz: "UTC" }),
    start: async () => void (await boss.start()),
    stop: async () => boss.stop({ graceful: true, timeout: 5_000 }),
  };
}

/** One job of a batch: what fails fails alone. */
async function settled(
  job: JobWithMetadata<never>,
  handler: (payload: never, attempt: Attempt) => Promise<void>,
): Promise<JobResult> {
  try {
    await handler(job.data, { last: job.retryCount >= job.retryLimit });
    return { id: job.id, status: "completed" };
  } catch (error) {
    const output =
      error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
    return { id: job.id, status: "failed", output };
  }
}
