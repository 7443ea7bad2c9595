import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Where the files are that take longest, the longest first: nobody knows how long a file takes before it ran once. */
const longest = ["/tests/faults/webhooks.", "/tests/faults/", "/tests/", "/"];

/** Long files begin first, so that at the end no core waits for a last one. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => longest.findIndex((part) => moduleId.includes(part));
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "#jsx", development: false } },
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
    pool: "forks",
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A machine may be busy with something else for some seconds.
    expect: { poll: { timeout: 10_000 } },
    // What a browser waited for in vain is tried once more, and the report says so; what is found to be wrong is not.
    retry: { count: 1, condition: /Timeout \d+ms exceeded/ },
  },
});
