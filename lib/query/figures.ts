import { Money, plain } from "../focus/money";
import { daysBetween, type Period } from "../focus/period";
import type { Stack } from "./stack";
import type { CostTable } from "./table";
import type { FigureKind } from "./view";

type Amounts = (string | null)[];
/** The buckets that the amounts are of, and what all names together cost in each. */
type Beside = { buckets: { days: Period }[]; totals: Amounts };

const PLACES = 10;
const SHARE_PLACES = 6;

/** What a view shows instead of each amount; a share is a ratio, null where the whole is zero or a credit. */
export function figures(amounts: Amounts, kind: FigureKind, { buckets, totals }: Beside): Amounts {
  switch (kind) {
    case "amount":
      return amounts;
    case "cumulative":
      return cumulative(amounts);
    case "share":
      return amounts.map((amount, index) => amount && share(amount, totals[index] ?? null));
    case "per-day":
      return amounts.map((amount, index) => amount && perDay(amount, buckets[index]?.days));
  }
}

/** The same chart of other figures: its series, its totals and its points. */
export function figuredStack(stack: Stack, kind: FigureKind): Stack {
  if (kind === "amount") return stack;
  const series = stack.series.map((each) => ({ ...each, amounts: figures(each.amounts, kind, stack) }));
  return {
    ...stack,
    series,
    totals: figures(stack.totals, kind, stack),
    points: stack.buckets.map((_, index) => series.map(({ amounts }) => pixels(amounts[index] ?? null))),
  };
}

/** The same table with other figures in its columns; what its rows come to stays as it is. */
export function figuredTable(table: CostTable, kind: FigureKind): CostTable {
  if (kind === "amount") return table;
  const beside = { buckets: table.columns, totals: table.totals.cells };
  return {
    ...table,
    rows: table.rows.map((row) => ({ ...row, cells: figures(row.cells, kind, beside) })),
    totals: { ...table.totals, cells: figures(table.totals.cells, kind, beside) },
  };
}

/** An amount for each day of a period, to ten places. */
function perDay(amount: string, days: Period | undefined): string | null {
  return days ? plain(new Money(amount).div(Math.max(1, daysBetween(days))).toDecimalPlaces(PLACES)) : null;
}

// A bucket without any charges stays a gap; the sum goes on behind it.
function cumulative(amounts: Amounts): Amounts {
  let sum = new Money(0);
  return amounts.map((amount) => {
    if (amount === null) return null;
    sum = sum.plus(amount);
    return plain(sum);
  });
}

function share(amount: string, total: string | null): string | null {
  if (total === null || !new Money(total).gt(0)) return null;
  return plain(new Money(amount).div(total).toDecimalPlaces(SHARE_PLACES));
}

function pixels(amount: string | null): number | null {
  return amount === null ? null : Number(amount);
}
