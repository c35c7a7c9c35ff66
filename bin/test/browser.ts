import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "../bootstrap/run.mjs";

/** `path` is null when Playwright finds its own. */
type Browser = { path: string | null } | { problem: string };

const SYSTEM = "/usr/bin/chromium";

/** A browser that is there, else one that can be had from here, else the one sentence that says what to install. */
export async function findBrowser(say: (detail: string) => void): Promise<Browser> {
  const there = await installed();
  if (there) {
    say(there.path ?? "Playwright's own");
    return there;
  }
  say("installing");
  if (await downloaded()) return { path: null };
  if (await fromDebian()) return { path: SYSTEM };
  return {
    problem:
      "No browser for the tests: run npx playwright install chromium, or install Chromium and set CHROMIUM_PATH to it.",
  };
}

async function installed(): Promise<{ path: string | null } | null> {
  if (existsSync(await playwrightsOwn())) return { path: null };
  const path = [process.env.CHROMIUM_PATH, SYSTEM].find((candidate) => candidate && existsSync(candidate));
  return path ? { path } : null;
}

async function playwrightsOwn(): Promise<string> {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

async function downloaded(): Promise<boolean> {
  const { code } = await run(process.execPath, [
    join(ROOT, "node_modules/@playwright/test/cli.js"),
    "install",
    "chromium",
  ]);
  return code === 0 && existsSync(await playwrightsOwn());
}

async function fromDebian(): Promise<boolean> {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["update"], { env });
  const { code } = await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env });
  return code === 0 && existsSync(SYSTEM);
}
