import type { Money } from "../../focus/money";
import type { CoveredUse } from "../engine/judged";
import type { OnDemandPool } from "../ledger/on-demand-pools";
import { isWithin } from "../ledger/reach";
import type { Counted } from "../total";
import { type Cell, type Smaller, takeEvenly, takeOff } from "./cells";

/** Advice that counts, and the part of it that is usage which commitments cover, by what else they could cover. */
export type Freed = {
  id: string;
  provider: string | null;
  payer: string;
  currency: string;
  covered: CoveredUse[];
  free: Money;
};

type Spare = Cell & Pick<OnDemandPool, "provider" | "currency">;

/**
 * A commitment is paid for whatever it covers: what advice frees of it is saved only where other usage that it reaches
 * runs on demand and takes its place, and that usage is there once. Those that reach least have it first, and of these
 * who frees most; what is taken up counts as less on demand for the purchases.
 */
export function shareOut(freed: Freed[], pools: OnDemandPool[], smaller: Smaller[]): Map<string, Counted> {
  const spare: Spare[] = pools.map((pool) => ({ ...pool }));
  for (const less of smaller) takeOff(spare.filter(isOf(less)), less);
  const before = spare.map(({ amount }) => amount);
  const counted = new Map<string, Counted>(freed.map(({ id, free }) => [id, { amount: free, instead: null }]));
  const uses = freed.flatMap(({ covered, ...advice }) => covered.map((use) => ({ ...advice, use })));
  for (const { id, use, payer, ...advice } of uses.sort(narrowFirst)) {
    const own = spare.filter((cell) => cell.payer === payer && isOf(advice)(cell) && isWithin(use, cell));
    const amount = (counted.get(id)?.amount ?? use.amount).plus(takeEvenly(own, use.amount));
    counted.set(id, { amount, instead: null });
  }
  spare.forEach(({ amount: left, ...cell }, index) => {
    const amount = before[index]?.minus(left);
    if (amount?.gt(0)) smaller.push({ ...cell, amount });
  });
  return counted;
}

type Paid = { provider: string | null; currency: string };

const isOf =
  ({ provider, currency }: Paid) =>
  (cell: Spare): boolean =>
    cell.provider === provider && cell.currency === currency;

type Use = { id: string; use: CoveredUse };

const width = ({ service, region, family }: CoveredUse) =>
  (service === "compute" ? 4 : 0) + (region === null ? 2 : 0) + (family === null ? 1 : 0);

function narrowFirst({ id, use }: Use, other: Use): number {
  return width(use) - width(other.use) || other.use.amount.cmp(use.amount) || (id < other.id ? -1 : 1);
}
