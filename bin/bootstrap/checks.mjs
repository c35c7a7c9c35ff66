import { join } from "node:path";
import { step } from "./progress.mjs";
import { ROOT, run } from "./run.mjs";

/** @typedef {{ name: string, ok: boolean }} CheckResult */

const FEWEST_MODULES = 40;
const FOLDERS = ["app", "bin", "components", "lib", "e2e"];

/** @typedef {{ name: string, program: string, args: string[], judge?: (output: string) => string | null }} Check */

/**
 * Types alone take as long as all the others.
 * @type {Check[][]}
 */
const lanes = [
  [
    {
      name: "Types",
      program: "typescript/bin/tsc",
      args: ["-p", ".", "--incremental", "--tsBuildInfoFile", ".outlay-test/types.tsbuildinfo"],
    },
  ],
  [
    { name: "Format and lint", program: "@biomejs/biome/bin/biome", args: ["check", "--error-on-warnings", "."] },
    {
      name: "Import rules",
      program: "dependency-cruiser/bin/dependency-cruise.mjs",
      args: [...FOLDERS, "--output-type", "json"],
      judge: importProblems,
    },
    { name: "Unused code", program: "knip/bin/knip.js", args: ["--no-progress"] },
    { name: "Lock file", program: "../bin/lock-platforms.mjs", args: ["--check"] },
  ],
];

/**
 * Runs every check, in two lanes beside each other, and prints what those that fail say.
 * @returns {Promise<CheckResult[]>}
 */
export async function runChecks() {
  const results = await Promise.all(
    lanes.map(async (checks) => {
      /** @type {CheckResult[]} */
      const done = [];
      for (const check of checks) done.push({ name: check.name, ok: await passes(check) });
      return done;
    }),
  );
  return results.flat();
}

/** @param {Check} check */
async function passes({ name, program, args, judge }) {
  let said = "";
  try {
    await step(name, async () => {
      const { code, output } = await run(process.execPath, [join(ROOT, "node_modules", program), ...args]);
      said = judge ? (judge(output) ?? "") : output;
      if (judge ? said !== "" : code !== 0) throw new Error(name);
    });
    return true;
  } catch (error) {
    console.error(said || error);
    return false;
  }
}

/**
 * The checker passes when it sees no module at all (with a TypeScript it cannot load), so they are counted.
 * @param {string} output
 */
function importProblems(output) {
  const { summary } = JSON.parse(output);
  const lines = summary.violations.map(
    (/** @type {{ rule: { name: string }, from: string, to: string }} */ { rule, from, to }) =>
      `${rule.name}: ${from} -> ${to}`,
  );
  if (summary.totalCruised < FEWEST_MODULES) lines.push(`Only ${summary.totalCruised} modules were seen.`);
  return lines.length > 0 ? lines.join("\n") : null;
}
