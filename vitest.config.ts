import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** One that begins last would be waited for alone. */
const LONGEST = /lib\/demo\/load\.test\.ts$/;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLongest = ({ moduleId }: TestSpecification) => LONGEST.test(moduleId);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

export default defineConfig({
  resolve: {
    alias: {
      // Tests of words are no rendering, which the other half reads the locale from.
      "#numbers": fileURLToPath(new URL("components/numbers.server.ts", import.meta.url)),
      "@": fileURLToPath(new URL(".", import.meta.url)),
      // It only tells Next's bundler that a file must not reach a browser; a test is no browser.
      "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    include: ["{lib,app,components,bin,bench}/**/*.test.ts"],
    globalSetup: "bin/test/set-up.ts",
    setupFiles: "bin/test/each-file.ts",
    env: { LOG_LEVEL: "warn", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    testTimeout: 180_000,
    hookTimeout: 300_000,
    pool: "forks",
    // Room for what is young: a tenth less work where a test loads the demo company.
    execArgv: ["--max-semi-space-size=32"],
    // Starting a process and loading the modules anew for each file was a third of the work of most of them.
    isolate: false,
    // Tests wait for Postgres and for processes of their own as much as they compute.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
  },
});
