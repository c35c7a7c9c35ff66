import { existsSync } from "node:fs";
import { chromium as playwrightChromium } from "@playwright/test";

const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** Playwright's own browser when it is installed, else CHROMIUM_PATH, else the system's. */
export function chromium() {
  const known = [playwrightChromium.executablePath(), process.env.CHROMIUM_PATH, SYSTEM_CHROMIUM];
  const executablePath = known.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error("No Chromium found: run npx playwright install chromium, or set CHROMIUM_PATH to a browser.");
  }
  return { browserName: "chromium" as const, launchOptions: { executablePath, args: launchArguments() } };
}

/** A test talks to nobody but the product; root cannot use Chromium's sandbox. */
function launchArguments(): string[] {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return process.getuid?.() === 0 ? [...quiet, "--no-sandbox"] : quiet;
}
