import { Money, zero } from "../../focus/money";
import type { OnDemandPool } from "../ledger/on-demand-pools";
import type { Reach } from "../ledger/reach";
import type { Bought } from "./proposal";

/** Usage on demand as it is shared out among those who would cover it: what is left of a pool. */
export type Cell = {
  payer: string | null;
  service: OnDemandPool["service"];
  region: string | null;
  family: string | null;
  amount: Money;
  /** The bill names no machines, so it may be of any region and family. */
  isAny?: boolean;
};

/** What better-sized machines save of usage that could be covered; who pays is not told of those that no bill names. */
export type Smaller = Pick<Bought, "region" | "family"> & {
  service: Cell["service"] | Reach["service"];
  provider: string | null;
  payer: string | null;
  currency: string;
  amount: Money;
};

const PLACES = 10;

export const sumOf = (cells: { amount: Money }[]) => cells.reduce((sum, { amount }) => sum.plus(amount), zero);

export function isFor({ region, family }: Pick<Bought, "region" | "family">, cell: Cell): boolean {
  if (cell.isAny) return true;
  return (region === null || cell.region === region) && (family === null || cell.family === family);
}

/** Takes what is not needed any more off the usage of its kind, and what that does not hold off all of the payer's. */
export function takeOff(left: Cell[], less: Smaller): void {
  const isOfPayer = ({ payer }: Cell) => less.payer === null || payer === less.payer;
  const own = left.filter((cell) => isOfPayer(cell) && cell.service === less.service);
  const exact = own.filter((cell) => isFor(less, cell));
  takeEvenly(own, less.amount.minus(takeEvenly(exact, less.amount)));
}

/** Takes an amount off cells, each by the same share; what they do not hold is not taken. Says what was taken. */
export function takeEvenly(cells: Cell[], amount: Money): Money {
  const whole = sumOf(cells);
  if (whole.lte(0)) return zero;
  const took = Money.max(zero, Money.min(whole, amount));
  for (const cell of cells)
    cell.amount = cell.amount.times(whole.minus(took)).div(whole).toDecimalPlaces(PLACES, Money.ROUND_DOWN);
  return took;
}
