import type { Platform } from "#platform/http/web.ts";

/** Says how every queue's jobs are done. */
export async function startWorkers(_platform: Platform): Promise<void> {}
