import { tableLines } from "../bin/command/table";
import type { MeasuredApi } from "./measured-api";
import type { MeasuredBudgets } from "./measured-budgets";
import type { MeasuredImport } from "./measured-import";
import { type MeasuredQuestion, worst, worstShare } from "./measured-questions";
import { type MeasuredReplacement, readersLine } from "./measured-replacement";
import type { RawCopy } from "./raw-copy";
import { p50, p95 } from "./sample";

export type Measured = {
  rows: number;
  raw: RawCopy;
  csvImport: MeasuredImport;
  parquetImport: MeasuredImport;
  bytes: Map<string, number>;
  questions: MeasuredQuestion[];
  api: MeasuredApi;
  budgets: MeasuredBudgets;
  replacement: MeasuredReplacement;
};

/** What is measured, what it came to, its goal, and whether that is met. */
type Line = [what: string, value: string, goal: string, met: string];

/** The tables of a run as text, and everything in it that is wrong. */
export function printed(all: Measured[]): { text: string; wrong: string[] } {
  const parts = all.map((each) =>
    [
      `\n${each.rows.toLocaleString("en")} charges`,
      ...tableLines(["measured", "value", "goal", ""], lines(each)),
      "",
      ...tableLines(
        ["page", "question", "table", ">rows", ">p50 ms", ">p95 ms", ">DuckDB p50", ">share"],
        each.questions.map(questionLine),
      ),
    ].join("\n"),
  );
  const growth = memoryGrowth(all);
  return { text: [...parts, ...(growth ? ["", growth] : [])].join("\n"), wrong: all.flatMap(wrongIn) };
}

function lines(measured: Measured): Line[] {
  const { raw, csvImport, parquetImport, bytes, questions, api, budgets, replacement } = measured;
  const ledger = [...bytes.values()].reduce((sum, each) => sum + each, 0);
  const share = (imported: MeasuredImport) => raw.seconds / imported.seconds;
  const slowest = worst(questions);
  return [
    [raw.by, `${perSecond(measured.rows, raw.seconds)}, ${(raw.bytes / measured.rows).toFixed(0)} bytes a row`, "", ""],
    importLine("csv.gz -> ledger", csvImport, share(csvImport), 0.8),
    importLine("parquet -> ledger", parquetImport, share(parquetImport), 2.5),
    goal(
      "import process, highest memory",
      megabytes(csvImport.peakBytes),
      "<= 800 MB",
      (csvImport.peakBytes ?? 0) <= 8e8,
    ),
    goal(
      "ledger / wide table, bytes",
      `${(ledger / raw.bytes).toFixed(2)} (${(ledger / measured.rows).toFixed(0)} a row)`,
      "<= 0.30",
      ledger / raw.bytes <= 0.3,
    ),
    ...questionGoals(questions),
    goal("slowest question, share of DuckDB", worstShare(questions).toFixed(2), "<= 1", worstShare(questions) <= 1),
    ["slowest question", slowest?.question.text ?? "", "", ""],
    goal(
      "API answers a second, cached / uncached",
      `${(api.cached / api.uncached).toFixed(0)} (${api.cached.toFixed(0)} / ${api.uncached.toFixed(0)})`,
      ">= 10",
      api.cached >= 10 * api.uncached,
    ),
    goal(
      `${budgets.budgets.toLocaleString("en")} budgets judged, the first time / again`,
      `${budgets.firstSeconds.toFixed(1)} / ${budgets.againSeconds.toFixed(1)} s`,
      "< 10 s",
      Math.max(budgets.firstSeconds, budgets.againSeconds) < 10,
    ),
    [
      `drivers of ${budgets.opened} alerts, the first / all`,
      `${budgets.firstExplainedSeconds.toFixed(1)} / ${budgets.explainedSeconds.toFixed(1)} s`,
      "",
      "",
    ],
    [`replacing ${replacement.rows.toLocaleString("en")} charges`, `${replacement.seconds.toFixed(1)} s`, "", ""],
    ["readers meanwhile", readersLine(replacement), "", ""],
    goal(
      "longest wait of a reader for a lock",
      `${replacement.longestLockMs.toFixed(0)} ms`,
      "<= 100 ms",
      replacement.longestLockMs <= 100,
    ),
  ];
}

function questionGoals(questions: MeasuredQuestion[]): Line[] {
  const slowest = (page: "overview" | "spend" | "explore") => p95(worst(questions, page)?.ledger ?? []);
  return [
    ...(["overview", "spend"] as const).map((page) =>
      goal(`slowest question of ${page}, p95`, `${slowest(page).toFixed(0)} ms`, "< 50 ms", slowest(page) < 50),
    ),
    goal(
      "slowest question of explore, p95",
      `${slowest("explore").toFixed(0)} ms`,
      "< 100 ms",
      slowest("explore") < 100,
    ),
  ];
}

function importLine(what: string, imported: MeasuredImport, share: number, least: number): Line {
  const cpu =
    imported.cpuSeconds === null ? "" : `, ${((imported.cpuSeconds * 1e6) / imported.rows).toFixed(1)} us of CPU a row`;
  const value = `${share.toFixed(2)} x raw (${perSecond(imported.rows, imported.seconds)}${cpu})`;
  return goal(what, value, `>= ${least} x raw`, share >= least);
}

function goal(what: string, value: string, wanted: string, isMet: boolean): Line {
  return [what, value, wanted, isMet ? "met" : "missed"];
}

function questionLine({ question, table, rows, ledger, duckdb, wrong }: MeasuredQuestion): string[] {
  const ms = (value: number) => value.toFixed(1);
  const share = wrong ? "WRONG" : (p50(ledger) / p50(duckdb)).toFixed(2);
  return [question.page, question.text, table, String(rows), ms(p50(ledger)), ms(p95(ledger)), ms(p50(duckdb)), share];
}

function memoryGrowth(all: Measured[]): string | null {
  const [small, large] = [all.at(0)?.csvImport.peakBytes, all.at(-1)?.csvImport.peakBytes];
  if (all.length < 2 || !small || !large) return null;
  const growth = large / small;
  return `Memory of the import from the smallest to the largest: ${growth.toFixed(2)} times (goal <= 1.5, ${growth <= 1.5 ? "met" : "missed"})`;
}

function wrongIn({ rows, questions, replacement }: Measured): string[] {
  const differing = questions.flatMap(({ question, wrong }) =>
    wrong ? [`${rows} charges, ${question.text}: ${wrong}`] : [],
  );
  const mixed = replacement.mixtures.map(
    (total) => `${rows} charges: while a month was replaced its total was seen as ${total}`,
  );
  return [...differing, ...mixed];
}

const perSecond = (rows: number, seconds: number) => `${(rows / seconds / 1000).toFixed(0)} k rows/s`;
const megabytes = (bytes: number | null) => (bytes === null ? "not measured here" : `${(bytes / 1e6).toFixed(0)} MB`);
