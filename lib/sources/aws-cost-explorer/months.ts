import type { Charge, StatedTotal } from "../../focus/charge";
import { plain, sumOf } from "../../focus/money";
import { type Day, daysBetween, monthOf, monthsIn, type Period } from "../../focus/period";
import type { SourceSlice } from "../source";
import type { Answer } from "./answer";
import { type Billing, type CostRow, chargeOf, type DayPeriods, dayPeriods, unattributedCharge } from "./charges";
import { type CostsIn, Tally } from "./costs";

// AWS may still change a closed month during the first two weeks after its end.
const DAYS_UNTIL_FINAL = 14;

type Rest = CostsIn & { day: Day };

/** Cuts what was read into calendar months, each equal to AWS's own totals of its days to the last digit. */
export function* slicesOf(
  period: Period,
  totals: Answer,
  estate: { rows: CostRow[]; notes: string[] },
  billing: Billing,
  today: Day,
): Generator<SourceSlice> {
  const counted = new Tally();
  for (const row of estate.rows) counted.add(row.day, row);
  const rowsOf = byMonth(estate.rows);
  for (const first of monthsIn(period)) {
    const month = monthOf(first);
    const days = [...totals.days].filter(([day]) => month.from <= day && day < month.to);
    const rests = days.flatMap(([day, { costs, stated }]) => (stated ? restsOf(day, costs, counted) : []));
    yield {
      billingAccountId: billing.account,
      period: month,
      final: daysBetween({ from: month.to, to: today }) >= DAYS_UNTIL_FINAL && days.every(([, day]) => !day.estimated),
      tagsMeasured: false,
      charges: chargesOf(rowsOf.get(first) ?? [], rests, billing),
      stated: days.flatMap(([day, { costs, estimated }]) =>
        costs.flatMap((each) => statedTotals(day, each, estimated)),
      ),
      notes: [...estate.notes, ...restNotes(first, rests), ...unstatedNotes(days.filter(([, { stated }]) => !stated))],
    };
    rowsOf.delete(first);
  }
}

function byMonth(rows: CostRow[]): Map<Day, CostRow[]> {
  const months = new Map<Day, CostRow[]>();
  for (const row of rows) {
    const first = `${row.day.slice(0, 7)}-01`;
    const known = months.get(first);
    if (known) known.push(row);
    else months.set(first, [row]);
  }
  return months;
}

/** The total of a day less all that was found for it, in either direction and for any metric. */
function restsOf(day: Day, costs: CostsIn[], counted: Tally): Rest[] {
  const nothing = { billed: "0", effective: "0", netBilled: "0", netEffective: "0" };
  // AWS states a total in one currency; rows in another have nothing to be compared with, unless no total is told at all.
  const uncovered = costs.length === 0 ? counted.currencies(day).map((currency) => ({ ...nothing, currency })) : [];
  return [...costs, ...uncovered].flatMap((total) => {
    const rest = counted.rest(day, total);
    return rest ? [{ day, ...rest }] : [];
  });
}

function* chargesOf(rows: CostRow[], rests: Rest[], billing: Billing): Generator<Charge> {
  const known = new Map<Day, DayPeriods>();
  const periodsOf = (day: Day) => {
    const periods = known.get(day) ?? dayPeriods(day);
    known.set(day, periods);
    return periods;
  };
  for (const row of rows) yield chargeOf(row, periodsOf(row.day), billing);
  for (const rest of rests) yield unattributedCharge(rest, periodsOf(rest.day), billing);
}

function statedTotals(day: Day, { currency, billed, effective }: CostsIn, estimated: boolean): StatedTotal[] {
  return [
    { day, metric: "billed", currency, amount: billed, estimated },
    { day, metric: "effective", currency, amount: effective, estimated },
  ];
}

function restNotes(month: Day, rests: Rest[]): string[] {
  return [...new Set(rests.map(({ currency }) => currency))].map((currency) => {
    const those = rests.filter((rest) => rest.currency === currency);
    const billed = plain(sumOf(those.map((rest) => rest.billed)));
    const effective = plain(sumOf(those.map((rest) => rest.effective)));
    return (
      `${month.slice(0, 7)}: ${billed} ${currency} billed and ${effective} ${currency} effective, on ${countedDays(those.length)}, ` +
      "are in AWS's own total and under no account or service; kept as unattributed."
    );
  });
}

function unstatedNotes(days: [Day, unknown][]): string[] {
  if (days.length === 0) return [];
  return [
    `AWS states no total for ${countedDays(days.length)} that hold several currencies; nothing is compared there.`,
  ];
}

const countedDays = (days: number) => (days === 1 ? "1 day" : `${days} days`);
