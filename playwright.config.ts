import { readdirSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { chromium } from "./e2e/support/chromium";

/** Journeys that leave each other be: starting a product and a browser costs as much as a journey. */
const SHARED = [["keyboard", "official-sample", "security", "strangers"]];

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
  // Projects share no worker: so each has a product and a database of its own, which its files use one after the other.
  projects: products().map((specs) => ({
    name: specs.join(", "),
    testMatch: specs.map((name) => `${name}.spec.ts`),
    workers: 1,
  })),
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

/** The journeys by name, together where they share a product; the longest begins first, beside all the others. */
function products(): string[][] {
  const files = readdirSync(`${import.meta.dirname}/e2e`).filter((name) => name.endsWith(".spec.ts"));
  const shared = ["first-start", ...SHARED.flat()];
  const alone = files.map((name) => name.replace(/\.spec\.ts$/, "")).filter((name) => !shared.includes(name));
  return [["first-start"], ...SHARED, ...alone.sort().map((name) => [name])];
}
