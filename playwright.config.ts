import { defineConfig } from "@playwright/test";
import { chromium } from "./e2e/support/chromium";

export default defineConfig({
  testDir: "e2e",
  outputDir: ".outlay-test/browser",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  // The longest journey begins first, beside all the others.
  projects: [
    { name: "first start", testMatch: "first-start.spec.ts" },
    { name: "journeys", testIgnore: "first-start.spec.ts" },
  ],
  use: {
    ...chromium(),
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    trace: { mode: "retain-on-failure", screenshots: false },
    screenshot: "only-on-failure",
  },
});
