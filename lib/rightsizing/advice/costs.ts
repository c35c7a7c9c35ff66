import { Money, zero } from "../../focus/money";
import type { Costs } from "../total";
import { OURS } from "../words";

/** What advice says, and the ledger beside it, of what a resource costs. */
export type Told = {
  id: string;
  source: string;
  resource: string;
  /** Other resources that go with it. */
  covers: string[];
  currency: string;
  now: Money;
  /** Of the resource alone, as the ledger had it when the advice was last found. */
  ledger: { currency: string; amount: Money } | null;
  seen: string;
};

type Cost = { currency: string; amount: Money };

/**
 * What a month of each resource costs, in one currency: what the ledger has, whoever advises what. Of a resource that is
 * not in the ledger our own figure counts, else the provider's.
 */
export function costsOf(told: Told[]): Costs {
  const costs = new Map<string, Cost>();
  for (const each of [...told].sort(newestFirst)) {
    if (each.ledger && !costs.has(each.resource)) costs.set(each.resource, each.ledger);
  }
  const ours = told.filter(({ source }) => source === OURS);
  addOwn(costs, ours.filter(isAlone));
  addWithOthers(
    costs,
    ours.filter((each) => !isAlone(each)),
  );
  const theirs = told.filter(({ source }) => source !== OURS).sort(bySource);
  addOwn(costs, theirs.filter(isAlone));
  addWithOthers(
    costs,
    theirs.filter((each) => !isAlone(each)),
  );
  return costs;
}

const isAlone = ({ covers }: Told) => covers.length === 0;

function newestFirst(one: Told, other: Told): number {
  if (one.seen !== other.seen) return one.seen < other.seen ? 1 : -1;
  return one.id < other.id ? -1 : 1;
}

function bySource(one: Told, other: Told): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

/** One source's figures of a resource are of the same thing: the largest is the whole of it. */
function addOwn(costs: Map<string, Cost>, told: Told[]): void {
  const added = new Map<string, Told>();
  for (const each of told) {
    const known = added.get(each.resource);
    if (!known) {
      if (!costs.has(each.resource)) added.set(each.resource, each);
    } else if (known.source === each.source && known.currency === each.currency && each.now.gt(known.now)) {
      added.set(each.resource, each);
    }
  }
  for (const [resource, { currency, now }] of added) costs.set(resource, { currency, amount: now });
}

/** What such advice says is the cost of all together: those that nobody else knows have what the others leave of it. */
function addWithOthers(costs: Map<string, Cost>, told: Told[]): void {
  for (const { resource, covers, currency, now } of told) {
    const all = [...new Set([resource, ...covers])];
    const known = all.reduce((sum, key) => {
      const cost = costs.get(key);
      return cost?.currency === currency ? sum.plus(cost.amount) : sum;
    }, zero);
    const [first, ...others] = all.filter((key) => !costs.has(key));
    if (first === undefined) continue;
    costs.set(first, { currency, amount: Money.max(zero, now.minus(known)) });
    for (const other of others) costs.set(other, { currency, amount: zero });
  }
}
