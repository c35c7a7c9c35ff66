import { parseArgs } from "node:util";
import type { Scope } from "../lib/auth/scope";
import { realWorkspace, systemScope } from "../lib/auth/workspaces";
import { monthOf } from "../lib/focus/period";
import { ledgerBytes, withServer } from "./bench-database";
import { AFTER_LAST_DAY } from "./bill-sql";
import { type Bill, madeBill } from "./made-bill";
import { measuredAdvice } from "./measured-advice";
import { measuredApi } from "./measured-api";
import { measuredBudgets } from "./measured-budgets";
import { measuredImport } from "./measured-import";
import { inventoryLines, measuredInventory } from "./measured-inventory";
import { measuredQuestions } from "./measured-questions";
import { measuredReplacement } from "./measured-replacement";
import { rawCopy } from "./raw-copy";
import { type Measured, printed } from "./report";

const HELP = `npm run bench -- [options]

Measures the import and the questions against raw COPY and DuckDB, in one run on this machine, and prints ratios.
It fails on wrong results, never on time. A million rows take some 2 GB in the folder for temporary files.

  --rows N   how many charges; may be repeated (default 1000000 and 5000000)
  --quick    200000 charges alone
  --times N  how often each question is asked (default 20)
  --advice N     judges so many resources over the wire and keeps the advice (the goal is set for 50000)
  --inventory N  reads an inventory of so many resources over the wire, and nothing else (the goal is set for 50000)`;

const RESTATED = "2026-09-01";
const BUDGETS = 1000;

/** Measures each size in a database of its own; gives the exit code. */
export async function bench(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      rows: { type: "string", multiple: true },
      quick: { type: "boolean" },
      times: { type: "string", default: "20" },
      inventory: { type: "string" },
      advice: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.advice) return await adviceBench(Number(values.advice));
  if (values.inventory) return await inventoryBench(Number(values.inventory));
  const sizes = values.rows?.map(Number) ?? (values.quick ? [200_000] : [1_000_000, 5_000_000]);
  const say = (text: string) => console.error(`  ${text}`);
  const all: Measured[] = [];
  for (const rows of sizes) {
    say(`A bill of ${rows.toLocaleString("en")} charges`);
    const bill = await madeBill(rows, say);
    all.push(await measured(bill, Number(values.times), say));
  }
  const { text, wrong } = printed(all);
  console.log(text);
  for (const each of wrong) console.error(`WRONG: ${each}`);
  return wrong.length === 0 ? 0 : 1;
}

async function inventoryBench(count: number): Promise<number> {
  const { lines, wrong } = inventoryLines(await measuredInventory(count));
  console.log(lines.join("\n"));
  for (const each of wrong) console.error(`WRONG: ${each}`);
  return wrong.length === 0 ? 0 : 1;
}

async function adviceBench(count: number): Promise<number> {
  const say = (text: string) => console.error(`  ${text}`);
  const { lines, wrong } = await withServer(
    "the bench",
    async () => await measuredAdvice(await ourScope(), count, say),
  );
  console.log(lines.join("\n"));
  for (const each of wrong) console.error(`WRONG: ${each}`);
  return wrong.length === 0 ? 0 : 1;
}

async function measured(bill: Bill, times: number, say: (text: string) => void): Promise<Measured> {
  const parquetImport = await withServer("the bench", async () => {
    say("Importing parquet");
    return await imported(bill, bill.parquet);
  });
  return await withServer("the bench", async () => {
    say("Raw COPY");
    const raw = await rawCopy(bill.csv);
    say("Importing csv.gz");
    const csvImport = await imported(bill, bill.gzip);
    const bytes = await ledgerBytes();
    const scope = await ourScope();
    say("Asking");
    const questions = await measuredQuestions(scope, bill.parquet, times);
    say("Requests to the API");
    const api = await measuredApi(scope, 2);
    say("Judging budgets");
    const budgets = await measuredBudgets(scope, BUDGETS, AFTER_LAST_DAY);
    say("Replacing a month");
    const total = { period: monthOf(RESTATED), grain: "total", groupBy: [], where: [], metric: "billed" } as const;
    const replacement = await measuredReplacement(scope, "Bill", bill.restated, { ...total, groupBy: [], where: [] });
    return { rows: bill.rows, raw, csvImport, parquetImport, bytes, questions, api, budgets, replacement };
  });
}

async function imported(bill: Bill, files: string[]) {
  const found = await measuredImport(await ourScope(), "Bill", files);
  if (found.rows !== bill.rows) throw new Error(`Imported ${found.rows} of ${bill.rows} charges.`);
  return found;
}

async function ourScope(): Promise<Scope> {
  return await systemScope((await realWorkspace()).id);
}
