import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let under = 0;
let collect: ((options: { execution: "async" }) => Promise<void>) | undefined;

/** The runtime's own collector, which it shows only to who asks for it. */
function collector(): (options: { execution: "async" }) => Promise<void> {
  setFlagsFromString("--expose-gc");
  collect ??= runInNewContext("gc") as typeof collect & object;
  return collect;
}

/**
 * For large work that no page waits for. While it runs, rubbish is collected once a tenth more than what is in use lies about, not
 * once it is several times as much: an import of 100,000 rows grew the process by 180 MB of rubbish, and this way by half as much.
 * At other times that would only make pages wait for the collector.
 */
export async function sparingly<T>(work: () => Promise<T>): Promise<T> {
  under += 1;
  if (under === 1) {
    setFlagsFromString("--heap-growing-percent=10");
    // What was decided after the last collection holds until the next one.
    await collector()({ execution: "async" });
  }
  try {
    return await work();
  } finally {
    under -= 1;
    // 0 leaves it to the runtime, as usual.
    if (under === 0) setFlagsFromString("--heap-growing-percent=0");
  }
}
