import { z } from "zod";
import { DomainError } from "../errors";
import { type Condition, CostQuery } from "../query/spec";
import { queryFromUrl } from "../query/url";
import { amountFrom } from "./csv-amount";
import { type CsvColumn, csvColumns } from "./csv-columns";
import { parsedCsv } from "./csv-text";
import { NewBudget } from "./spec";
import { Threshold } from "./threshold";

/** What is wrong with a file, by row (the heading is row 1) and field. */
export type CsvProblem = { row: number; field: string; message: string };

export class CsvRefusal extends DomainError {
  readonly problems: CsvProblem[];

  constructor(problems: CsvProblem[]) {
    const [first] = problems;
    const more = problems.length > 1 ? ` There are ${problems.length - 1} more problems.` : "";
    super("invalid", `Row ${first?.row}, ${first?.field}: ${first?.message}${more} Nothing was imported.`);
    this.problems = problems;
  }
}

export type ImportedBudget = {
  row: number;
  budget: NewBudget;
  parent: string | null;
  /** Undefined where the file does not say. */
  state: "active" | "paused" | undefined;
};

const MOST_ROWS = 5000;

/**
 * Reads budgets, one a row. Columns named YYYY-MM or YYYY-MM-DD are a plan: the amount from that day on. All problems
 * of the file are found before it is refused.
 */
export function budgetsFromCsv(text: string): ImportedBudget[] {
  const [heading = [], ...rows] = parsedCsv(text);
  const names = heading.map((name) => name.trim().toLowerCase().replaceAll(" ", "_"));
  const problems = headingProblems(names);
  if (rows.length === 0) problems.push({ row: 1, field: "name", message: "The file has no budgets." });
  if (rows.length > MOST_ROWS)
    problems.push({ row: 1, field: "name", message: `At most ${MOST_ROWS} budgets a file.` });
  if (problems.length > 0) throw new CsvRefusal(problems);
  const seen = new Set<string>();
  const budgets = rows.flatMap((cells, index): ImportedBudget[] => {
    const row = index + 2;
    const made = budgetFromRow(names, cells, row);
    if ("problems" in made) {
      problems.push(...made.problems);
      return [];
    }
    if (seen.has(made.budget.name))
      problems.push({ row, field: "name", message: "This name stands in the file twice." });
    seen.add(made.budget.name);
    return [made];
  });
  if (problems.length > 0) throw new CsvRefusal(problems);
  return budgets;
}

function headingProblems(names: string[]): CsvProblem[] {
  const problems: CsvProblem[] = [];
  for (const needed of ["name", "currency"]) {
    if (!names.includes(needed)) problems.push({ row: 1, field: needed, message: `The column ${needed} is missing.` });
  }
  names.forEach((name, index) => {
    const isKnown = (csvColumns as readonly string[]).includes(name) || isPlanned(name);
    if (!isKnown) problems.push({ row: 1, field: name || `column ${index + 1}`, message: "Unknown column." });
    else if (names.indexOf(name) !== index)
      problems.push({ row: 1, field: name, message: "This column stands twice." });
  });
  return problems;
}

const isPlanned = (name: string) => /^\d{4}-\d{2}(-\d{2})?$/.test(name);

type Cells = {
  cell: (name: CsvColumn) => string;
  /** With the spaces that a value of a filter may begin or end with. */
  whole: (name: CsvColumn) => string;
  plan: { from: string; amount: string }[];
};

function budgetFromRow(names: string[], cells: string[], row: number): ImportedBudget | { problems: CsvProblem[] } {
  if (cells.length > names.length) {
    return { problems: [{ row, field: names.at(-1) ?? "", message: "The row has more cells than the heading." }] };
  }
  const whole = (name: CsvColumn) => cells[names.indexOf(name)] ?? "";
  const cell = (name: CsvColumn) => plainText(whole(name).trim());
  const plan = names.flatMap((name, index) => {
    const amount = cells[index]?.trim() ?? "";
    return isPlanned(name) && amount !== "" ? [{ from: name.length === 7 ? `${name}-01` : name, amount }] : [];
  });
  const problems: CsvProblem[] = [];
  const given = { ...plainFields({ cell }), ...readFields({ cell, whole, plan }, row, problems) };
  const state = oneState(cell("state"));
  if (state === null) problems.push({ row, field: "state", message: "Write active or paused." });
  const read = NewBudget.safeParse(given);
  if (read.success && state !== null && problems.length === 0) {
    return { row, budget: read.data, parent: cell("parent") || null, state };
  }
  const issues = read.success ? [] : read.error.issues;
  const told = new Set(problems.map(({ field }) => field));
  const more = issues.map(({ path, message }) => ({ row, field: columnOf(path), message }));
  return { problems: [...problems, ...more.filter(({ field }) => !told.has(field))] };
}

function oneState(text: string): ImportedBudget["state"] | null {
  if (text === "") return undefined;
  return text === "active" || text === "paused" ? text : null;
}

/** Cells that are checked as they stand; an empty one is what a new budget has. */
function plainFields({ cell }: Pick<Cells, "cell">) {
  const orUsual = (name: CsvColumn) => cell(name) || undefined;
  const orNone = (name: CsvColumn) => cell(name) || null;
  return {
    name: cell("name"),
    currency: cell("currency"),
    every: orUsual("every"),
    metric: orUsual("metric"),
    owner: orNone("owner"),
    recipients: list(cell("recipients")),
    escalation: orNone("escalation"),
    startsOn: orNone("starts_on"),
    endsOn: orNone("ends_on"),
    timeZone: orUsual("time_zone"),
    calendar: {
      kind: orUsual("calendar"),
      firstMonth: numberOf(cell("first_month")),
      weekStart: numberOf(cell("week_start")),
      pattern: orUsual("pattern"),
    },
  };
}

/** Cells with a notation of their own. */
function readFields({ cell, whole, plan }: Cells, row: number, problems: CsvProblem[]) {
  function tried<Value>(field: CsvColumn, read: (text: string) => Value, text = cell(field)): Value | undefined {
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof DomainError || error instanceof z.ZodError)) throw error;
      const message = error instanceof z.ZodError ? (error.issues[0]?.message ?? "") : error.message;
      problems.push({ row, field, message });
      return undefined;
    }
  }
  return {
    amount: plan.length > 0 ? { mode: "planned", amounts: plan } : tried("amount", amountFrom),
    where: tried("where", conditionsFrom, whole("where")),
    includes: tried("exclude", (text) => includesFrom(list(text))),
    thresholds: tried("thresholds", thresholdsFrom),
    rollsOver: tried("rolls_over", yesOrNo),
  };
}

// The apostrophe that keeps a spreadsheet from running a text as a formula.
const plainText = (text: string) => text.replace(/^'(?=[\s"'\u200B]*[=+\-@＝＋－＠])/u, "");

/** A number as it is typed; anything else is left for the check to refuse. */
const numberOf = (text: string) => (text === "" ? undefined : /^\d{1,2}$/.test(text) ? Number(text) : text);

const columnNames: Record<string, CsvColumn> = {
  startsOn: "starts_on",
  endsOn: "ends_on",
  timeZone: "time_zone",
  rollsOver: "rolls_over",
  kind: "calendar",
  firstMonth: "first_month",
  weekStart: "week_start",
};

function columnOf([first, second]: PropertyKey[]): string {
  const name = String(first === "calendar" && second !== undefined ? second : first);
  return columnNames[name] ?? name;
}

const list = (text: string) => text.split(/[;\n]/).flatMap((each) => each.trim() || []);

/** Conditions as in a URL, with " & " between them; a value that holds this sign has it twice. */
function conditionsFrom(text: string): Condition[] {
  if (text.trim() === "") return [];
  const params = new URLSearchParams({ from: "2026-01-01", to: "2026-01-02" });
  for (const each of text.split(" & ")) params.append("where", each.trimStart().replaceAll("&&", "&"));
  return CostQuery.shape.where.parse(queryFromUrl(params, "2026-01-01").where);
}

const switches = { credits: true, tax: true, refunds: true, support: true };

function includesFrom(excluded: string[]) {
  for (const each of excluded) {
    if (Object.hasOwn(switches, each)) continue;
    throw new DomainError("invalid", `Exclude ${Object.keys(switches).join(", ")}; "${each}" is none of them.`);
  }
  return { ...switches, ...Object.fromEntries(excluded.map((each) => [each, false])) };
}

/** "actual 80 %; forecast 100 %; actual 5000; probability 80 %; run_rate 10 days". */
function thresholdsFrom(text: string): Threshold[] | undefined {
  if (text === "") return undefined;
  if (text === "none") return [];
  return list(text).map((each) => {
    const [, kind, value, unit = ""] = /^(\w+) +([\d.]+) *(%|days)?$/.exec(each) ?? [];
    if (kind === undefined) throw new DomainError("invalid", `A threshold reads "actual 80 %"; "${each}" does not.`);
    return Threshold.parse({ kind, value, unit: unitNames[unit] });
  });
}

const unitNames: Record<string, string> = { "%": "percent", days: "days", "": "amount" };

function yesOrNo(text: string): boolean {
  const word = text.toLowerCase();
  if (["", "no", "false", "0"].includes(word)) return false;
  if (["yes", "true", "1"].includes(word)) return true;
  throw new DomainError("invalid", `Write yes or no; "${text}" is neither.`);
}
