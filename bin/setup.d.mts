/** Installs what package-lock.json names unless it is there. */
export function ensureInstalled(options: { readonly dev: boolean }): Promise<void>;

/** Builds what the browser gets and the server, unless both are made from the sources as they are now. */
export function ensureBuilt(): Promise<void>;

/** Whether the bundles are made from the sources as they are now. */
export function isBuilt(): boolean;
