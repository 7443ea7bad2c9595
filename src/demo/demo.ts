import type { Platform } from "#platform/http/web.ts";

/** Fills an empty installation with a community to look around in. Does nothing where there is one already. */
export async function fillDemo(_platform: Platform): Promise<void> {}
