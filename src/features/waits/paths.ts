interface Wish {
  readonly format: string;
  readonly service: string;
  readonly provider?: string | undefined;
  /** A start that is gone, in epoch minutes. */
  readonly at?: number | undefined;
  /** Dates such as `2026-12-01`, both included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** The addresses of what somebody waits for. */
export const waitPaths = (base: string) => ({
  list: `${base}/waits`,
  wait: (id: string) => `${base}/waits/${id}`,
  end: (id: string) => `${base}/waits/${id}/end`,
});

/** Where somebody says what they wait for, filled in as far as it is known. */
export function newWaitPath(base: string, { format, service, provider, at, from, until }: Wish): string {
  const known = Object.entries({ format, service, provider, at, from, until });
  const set = known.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `${base}/waits/new?${new URLSearchParams(set)}`;
}
