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
  use: {
    ...chromium(),
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
