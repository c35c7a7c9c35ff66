import { readdirSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { chromium } from "./e2e/support/chromium";

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/support/set-up.ts",
  outputDir: ".outlay-test/browser",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  // A project for each file, because projects share no worker: so each has a product and a database of its own.
  projects: specs().map((name) => ({ name, testMatch: `${name}.spec.ts` })),
  use: {
    ...chromium(),
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    // It would copy the page at each step, a tenth of the time of all journeys; --trace on makes one where it is wanted.
    trace: "off",
    screenshot: "only-on-failure",
  },
});

/** The journeys by name; the longest begins first, beside all the others. */
function specs(): string[] {
  const files = readdirSync(`${import.meta.dirname}/e2e`).filter((name) => name.endsWith(".spec.ts"));
  const names = files.map((name) => name.replace(/\.spec\.ts$/, "")).sort();
  return ["first-start", ...names.filter((name) => name !== "first-start")];
}
