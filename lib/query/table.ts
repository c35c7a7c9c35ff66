import type { Scope } from "../auth/scope";
import type { Metric } from "../focus/charge";
import { Money, plain } from "../focus/money";
import type { Day, Period } from "../focus/period";
import type { CostAnswers } from "./answer";
import type { Asking } from "./asking";
import { type BreakdownRow, breakdown, restOf } from "./breakdown";
import { bucketsOf } from "./buckets";
import { AnswerCache } from "./cache";
import type { Change } from "./change";
import { askTotals, type Beyond } from "./many-names";
import { type Dimension, type Grain, grains } from "./names";
import { askCosts } from "./run";
import type { CostQuery, NarrowedQuery } from "./spec";
import { type Stack, stacks } from "./stack";
import { dataVersion } from "./version";

/** Cells that are worth asking for; a table of more has coarser columns, and says so. */
const MOST_CELLS = 50_000;

export type TableColumn = Stack["buckets"][number];

/** One name: its amount in each column (null where nobody was charged), and beside the comparison period. */
export type TableRow = Omit<BreakdownRow, "amount"> & { total: string; cells: (string | null)[] };

/** Every name of one currency in every period, exact; the rows that are left out are summed in `more`. */
export type CostTable = {
  currency: string;
  metric: Metric;
  groupBy: Dimension[];
  period: Period;
  compare: Period | null;
  /** The grain of the columns: that of the question, or coarser where the table would be too large. */
  grain: Grain;
  columns: TableColumn[];
  rows: TableRow[];
  totals: { cells: (string | null)[]; total: string; before: string | null; change: Change | null };
  /** Names beyond the rows: how many, and what they add. */
  more: { count: number; amount: string; before: string; change: string } | null;
  /** Charges whose source does not state this cost. */
  missing: number;
};

type Asked = { query: CostQuery; today: Day; most?: number; mostCells?: number };

const MOST_CHARACTERS = 64_000_000;
const ROW_CHARACTERS = 200;
const CELL_CHARACTERS = 16;
// Whoever scrolls or sorts asks for the same table again and again.
const kept = new AnswerCache<CostTable[]>(MOST_CHARACTERS, (found) =>
  found.reduce(
    (sum, { rows, columns }) => sum + rows.length * (ROW_CHARACTERS + columns.length * CELL_CHARACTERS),
    ROW_CHARACTERS,
  ),
);

/** A table for each currency, the largest first; the same numbers as the chart of the question. */
export async function askTable(scope: Scope, asked: Asked, asking: Asking = {}): Promise<CostTable[]> {
  const key = JSON.stringify([scope.workspaceId, await dataVersion(scope), asked]);
  return await kept.remember(key, (shared) => tablesOf(scope, asked, shared), asking);
}

async function tablesOf(scope: Scope, asked: Asked, asking: Asking): Promise<CostTable[]> {
  const { query, today, most = 50_000, mostCells = MOST_CELLS } = asked;
  const { totals, beyond } = await askTotals(scope, { query: { ...query, grain: "total" }, most }, asking);
  const names = Math.max(1, ...totals.answers.map(({ rows }) => rows.length));
  const grain = columnGrain(query, Math.floor(mostCells / names));
  const { compare, ...rest } = query;
  const alone: NarrowedQuery = { ...rest, ...(query.currency && compare && { alongside: compare }) };
  const cells = grain === "total" ? totals : await askCosts(scope, { ...alone, grain }, asking);
  return tables(totals, cells, { query: { ...query, grain }, today, most, beyond });
}

type Shown = { query: CostQuery; today: Day; most: number; beyond?: Map<string, Beyond> };

/** The table of answers that are there already. */
export function tables(
  totals: CostAnswers,
  cells: CostAnswers,
  { query, today, most, beyond = new Map() }: Shown,
): CostTable[] {
  const grained = stacks(cells, { query, today, top: Number.POSITIVE_INFINITY });
  const currencies = new Set([...grained.map(({ currency }) => currency), ...goneCurrencies(totals)]);
  return [...currencies].map((currency) => {
    const stack = grained.find((each) => each.currency === currency);
    const cellsOf = new Map(stack?.series.map(({ id, amounts }) => [id, amounts]));
    const broken = breakdown(totals, query, currency);
    const empty = (stack?.totals ?? []).map((total) => (total === null ? null : "0"));
    const rows = broken.rows.map(({ amount, ...row }): TableRow => {
      return { ...row, total: amount, cells: cellsOf.get(row.id) ?? empty };
    });
    const more = moreOf(broken.rows.slice(most), beyond.get(currency));
    const cellsOfAll = query.grain === "total" && stack ? [broken.total] : (stack?.totals ?? []);
    return {
      currency,
      metric: query.metric,
      groupBy: query.groupBy,
      period: query.period,
      compare: query.compare ?? null,
      grain: query.grain,
      columns: stack?.buckets ?? [],
      rows: rows.slice(0, most),
      totals: { cells: cellsOfAll, total: broken.total, before: broken.before, change: broken.change },
      more,
      missing: stack?.missing ?? 0,
    };
  });
}

/** What the rows leave out, whether it was left out here or by the database already. */
function moreOf(rest: BreakdownRow[], beyond: Beyond | undefined): CostTable["more"] {
  const here = rest.length > 0 ? restOf(rest) : null;
  if (!beyond) return here;
  const amount = new Money(beyond.amount).plus(here?.amount ?? 0);
  const before = new Money(beyond.before).plus(here?.before ?? 0);
  return {
    count: beyond.count + rest.length,
    amount: plain(amount),
    before: plain(before),
    change: plain(amount.minus(before)),
  };
}

/** What was charged in the comparison period alone is part of the table too. */
function goneCurrencies({ answers, compared }: CostAnswers): string[] {
  const known = new Set(answers.map(({ currency }) => currency));
  return (compared ?? []).map(({ currency }) => currency).filter((currency) => !known.has(currency));
}

/** The asked grain, or the finest coarser one with at most so many columns. */
function columnGrain({ period, grain, yearStart }: CostQuery, most: number): Grain {
  const coarser = grains.slice(grains.indexOf(grain));
  return coarser.find((each) => bucketsOf(period, each, yearStart).length <= most) ?? "total";
}
