import { Money, zero } from "../../focus/money";
import { type OnDemandPool, spareKey, spareOf } from "../ledger/on-demand-pools";
import type { Counted } from "../total";
import type { Smaller } from "./purchases";

/** Advice that counts, and the part of it that is usage which a commitment covers. */
export type Freed = {
  id: string;
  provider: string | null;
  payer: string;
  currency: string;
  amount: Money;
  free: Money;
};

/**
 * A commitment is paid for whatever it covers: what advice frees of it is saved only where other usage that runs on
 * demand takes its place, and that usage is there once. Those that free most have it first; what is taken up counts as
 * less on demand for the purchases.
 */
export function shareOut(freed: Freed[], pools: OnDemandPool[], smaller: Smaller[]): Map<string, Counted> {
  const spare = spareOf(pools);
  for (const { payer, currency, amount } of smaller) if (payer) take(spare, spareKey(payer, currency), amount);
  const largestFirst = [...freed].sort((one, other) => other.amount.cmp(one.amount) || (one.id < other.id ? -1 : 1));
  const counted = new Map<string, Counted>();
  for (const { id, provider, payer, currency, amount, free } of largestFirst) {
    const taken = take(spare, spareKey(payer, currency), amount);
    counted.set(id, { amount: free.plus(taken), instead: null });
    smaller.push({
      provider,
      payer,
      currency,
      amount: taken,
      service: "instance",
      region: null,
      family: null,
      type: null,
      engine: null,
    });
  }
  return counted;
}

/** Takes as much of it as there is. */
function take(spare: Map<string, Money>, key: string, amount: Money): Money {
  const left = spare.get(key) ?? zero;
  const taken = Money.min(left, amount);
  spare.set(key, left.minus(taken));
  return taken;
}
