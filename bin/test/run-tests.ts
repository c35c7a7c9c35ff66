import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runChecks } from "../bootstrap/checks.mjs";
import { prepareBuild } from "../bootstrap/prepare.mjs";
import { step } from "../bootstrap/progress.mjs";
import { ROOT, run } from "../bootstrap/run.mjs";
import { tableLines } from "../command/table";
import { findBrowser } from "./browser";
import { startTestServer } from "./test-server";

type Counts = { passed: number; failed: number; skipped: number };
type Stage = Counts & { name: string; seconds: number };

const REPORTS = join(ROOT, ".outlay-test");

/** Runs every stage, whatever the others came to, and gives the exit code. */
export async function runTests(): Promise<number> {
  const stages = [await stage("checks", checks)];
  const server = await step("Test database", startTestServer);
  try {
    const env = testEnvironment(server.url);
    stages.push(await stage("unit and SQL", () => units(env)));
    stages.push(await stage("build", build));
    stages.push(await stage("browser", () => browser(env)));
  } finally {
    await server.stop();
  }
  return conclude(stages);
}

async function stage(name: string, work: () => Promise<Counts>): Promise<Stage> {
  const began = Date.now();
  const counts = await work();
  return { name, ...counts, seconds: (Date.now() - began) / 1000 };
}

async function checks(): Promise<Counts> {
  const results = await runChecks();
  const passed = results.filter(({ ok }) => ok).length;
  return { passed, failed: results.length - passed, skipped: 0 };
}

async function units(env: NodeJS.ProcessEnv): Promise<Counts> {
  const report = join(REPORTS, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const code = await live("node_modules/vitest/vitest.mjs", ["run", ...reporters], report, env);
  const told = reportAt<{
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
  }>(report);
  return counted(code, {
    passed: told?.numPassedTests ?? 0,
    failed: told?.numFailedTests ?? 0,
    skipped: (told?.numPendingTests ?? 0) + (told?.numTodoTests ?? 0),
  });
}

async function build(): Promise<Counts> {
  try {
    await prepareBuild();
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function browser(env: NodeJS.ProcessEnv): Promise<Counts> {
  const found = await step("Browser", findBrowser);
  if ("problem" in found) {
    console.error(found.problem);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const report = join(REPORTS, "playwright.json");
  const settings = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, ...(found.path && { CHROMIUM_PATH: found.path }) };
  const args = ["test", "--reporter=list,json"];
  const code = await live("node_modules/@playwright/test/cli.js", args, report, { ...env, ...settings });
  const { stats } = reportAt<{ stats: { expected: number; unexpected: number; flaky: number; skipped: number } }>(
    report,
  ) ?? { stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0 } };
  const { expected, unexpected, flaky, skipped } = stats;
  return counted(code, { passed: expected, failed: unexpected + flaky, skipped });
}

/** A runner that fails without a failed test (it could not load a file, say) has failed all the same. */
function counted(code: number, counts: Counts): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function live(program: string, args: string[], report: string, env: NodeJS.ProcessEnv): Promise<number> {
  rmSync(report, { force: true });
  const { code } = await run(process.execPath, [join(ROOT, program), ...args], { env, live: true });
  return code;
}

function reportAt<Report>(path: string): Report | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return null;
  }
}

/** Tests see nothing of the user's own installation or accounts. */
function testEnvironment(server: string): NodeJS.ProcessEnv {
  const own = /^(OUTLAY_|AWS_|DATABASE_URL$|PORT$|HOST$|SMTP_URL$|LOG_LEVEL$)/;
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name));
  const { OUTLAY_PROGRAMS } = process.env;
  return {
    ...(Object.fromEntries(kept) as NodeJS.ProcessEnv),
    ...(OUTLAY_PROGRAMS && { OUTLAY_PROGRAMS }),
    OUTLAY_TEST_SERVER: server,
    NO_COLOR: "1",
  };
}

function conclude(stages: Stage[]): number {
  const sum = (of: keyof Counts) => stages.reduce((total, each) => total + each[of], 0);
  const rows = stages.map(({ name, passed, failed, skipped, seconds }) => [
    name,
    ...[passed, failed, skipped].map(String),
    seconds.toFixed(1),
  ]);
  const [passed, failed, skipped] = [sum("passed"), sum("failed"), sum("skipped")];
  const last = `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
  const table = tableLines(["stage", ">passed", ">failed", ">skipped", ">seconds"], rows);
  console.log(["", ...table, "", last].join("\n"));
  return failed > 0 ? 1 : 0;
}
