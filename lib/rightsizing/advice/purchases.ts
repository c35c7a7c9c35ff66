import { Money, zero } from "../../focus/money";
import type { OnDemandPool } from "../ledger/on-demand-pools";
import { type Claim, type Costs, type Counted, countedSavings } from "../total";
import { type Cell, isFor, type Smaller, sumOf, takeEvenly, takeOff } from "./cells";
import type { Bought } from "./proposal";

/** Advice to buy a commitment. */
export type Purchase = {
  id: string;
  /** Who pays for it: the account that the bill goes to. */
  payer: string | null;
  provider: string | null;
  currency: string;
  buys: Bought;
  /** The usage on demand that it is for, as its source has it. */
  now: Money;
  saving: Money;
  /** Its source is the ledger. */
  isOurs: boolean;
  /** Somebody bought it, and the bill does not show it yet: it comes before the others. */
  isDone?: boolean;
};

const PLACES = 10;
const REST = "rest";

/**
 * What purchases add to the total. Each is for its own part of the usage that runs on demand, as the ledger has it and
 * as far as better sizes leave it; those for the same usage exclude each other, and together they never save more than
 * that usage costs.
 */
export function countedPurchases(
  purchases: Purchase[],
  pools: OnDemandPool[],
  smaller: Smaller[],
): Map<string, Counted> {
  const groups = new Map<string, { own: Purchase[]; payer: string | null }>();
  for (const purchase of purchases) {
    const payer = payerOf(purchase, pools);
    const key = JSON.stringify([payer, purchase.provider, purchase.buys.service, purchase.currency]);
    const known = groups.get(key);
    if (known) known.own.push(purchase);
    else groups.set(key, { own: [purchase], payer });
  }
  const counted = [...groups.values()].map(({ own, payer }) => countedOf(own, cellsOf(own, payer, pools), smaller));
  return new Map(counted.flatMap((each) => [...each]));
}

/** Purchases are advised to the account that pays; one that is no payer of the ledger is one of the largest's members. */
function payerOf({ payer, provider }: Purchase, pools: OnDemandPool[]): string | null {
  const own = pools.filter((pool) => pool.provider === provider);
  if (own.length === 0 || own.some((pool) => pool.payer === payer)) return payer;
  return (
    [...own].sort((one, other) => other.amount.cmp(one.amount) || (one.payer < other.payer ? -1 : 1))[0]?.payer ?? null
  );
}

/** The usage that these purchases could be for; null where the ledger knows nothing of it. */
function cellsOf(own: Purchase[], payer: string | null, pools: OnDemandPool[]): Cell[] | null {
  const [first] = own;
  const named = pools.filter((pool) => pool.payer === payer && pool.provider === first?.provider);
  // What is known by the name of its service does not tell that the bill names machines.
  const ofPayer = first && isSizeless(first.buys) ? named : named.filter((pool) => !isSizeless(pool));
  const ours = own.filter(({ isOurs }) => isOurs);
  if (ofPayer.length === 0 && ours.length === 0) return null;
  const cells: Cell[] = ofPayer.filter(
    ({ service, currency }) => isCoveredBy(service, first?.buys.service) && currency === first?.currency,
  );
  const known = sumOf(cells);
  // Compute that is no machine, such as functions and containers, is covered by a plan for all compute as well.
  const more = ours.reduce((most, { now }) => Money.max(most, now), zero).minus(known);
  const anywhere = { payer, region: null, family: null, isAny: ofPayer.length === 0 };
  if (first && more.gt(0)) cells.push({ ...anywhere, service: first.buys.service, amount: more });
  return cells;
}

const isSizeless = ({ service }: { service: Cell["service"] }) =>
  service === "learning" || service === "tables" || service === "memory";

/** Plans for all compute cover what runs code without machines as well. */
const isCoveredBy = (usage: Cell["service"], bought: Bought["service"] | undefined) =>
  usage === bought || (bought === "instance" && usage === "serverless");

function countedOf(own: Purchase[], cells: Cell[] | null, smaller: Smaller[]): Map<string, Counted> {
  const left = cells?.map((cell) => ({ ...cell })) ?? null;
  const [first] = own;
  const less = smaller.filter((each) => each.currency === first?.currency && each.provider === first.provider);
  for (const each of left ? less : []) takeOff(left ?? [], each);
  const [bought, open] = [own.filter(({ isDone }) => isDone), own.filter(({ isDone }) => !isDone)];
  const made = countedAmong(bought, cells, left);
  for (const { now } of bought.filter(({ buys }) => isWide(buys))) takeEvenly(left ?? [], now);
  const isTaken = ({ buys }: Purchase) => left === null && bought.some((each) => isSame(each.buys, buys));
  const taken = open.filter(isTaken).map(({ id }) => [id, { amount: zero, instead: null }] as const);
  const further = countedAmong(
    open.filter((purchase) => !isTaken(purchase)),
    cells,
    left,
  );
  return new Map<string, Counted>([...made, ...taken, ...further]);
}

/** What these add, each for its part of what is left, which is taken as far as they name it. */
function countedAmong(own: Purchase[], cells: Cell[] | null, left: Cell[] | null): Map<string, Counted> {
  const things = thingsOf(own);
  const claims = own.map((purchase): Claim => {
    const { id, currency, buys } = purchase;
    const whole = sumOf((cells ?? []).filter((cell) => isFor(buys, cell)));
    const free = sumOf((left ?? []).filter((cell) => isFor(buys, cell)));
    const share = whole.gt(0) ? free.div(whole) : new Money(1);
    const matching = things.filter((thing) => isSame(buys, thing)).map(keyOf);
    return {
      id,
      action: "buy_commitment",
      currency,
      resources: isWide(buys) ? [...matching, REST] : matching,
      saving: purchase.saving.times(share).toDecimalPlaces(PLACES, Money.ROUND_DOWN),
    };
  });
  return countedSavings(claims, costsOf(own, things, left));
}

/** The different things that are to be bought, the most exactly named first. */
function thingsOf(own: Purchase[]): Bought[] {
  const things = new Map(own.filter(({ buys }) => !isWide(buys)).map(({ buys }) => [keyOf(buys), buys]));
  const told = ({ region, family, type, engine }: Bought) => [region, family, type, engine].filter(Boolean).length;
  return [...things.values()].sort((one, other) => told(other) - told(one) || (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** What the usage behind each thing costs: what its purchases are for, as far as the ledger has so much of it. */
function costsOf(own: Purchase[], things: Bought[], left: Cell[] | null): Costs {
  const [first] = own;
  const currency = first?.currency ?? "";
  const largest = (of: Purchase[]) => of.reduce((most, { now }) => Money.max(most, now), zero);
  const costs = new Map<string, { currency: string; amount: Money }>();
  for (const thing of things) {
    const needed = largest(own.filter(({ buys }) => keyOf(buys) === keyOf(thing)));
    const amount = left
      ? takeEvenly(
          left.filter((cell) => isFor(thing, cell)),
          needed,
        )
      : needed;
    costs.set(keyOf(thing), { currency, amount });
  }
  const wide = largest(own.filter(({ buys }) => isWide(buys)));
  const rest = left ? sumOf(left) : Money.max(zero, wide.minus(sumOf([...costs.values()])));
  costs.set(REST, { currency, amount: rest });
  return costs;
}

const isWide = ({ region, family, type, engine }: Bought) => !(region || family || type || engine);
const keyOf = ({ region, family, type, engine }: Bought) => JSON.stringify([region, family, type, engine]);

/** What one of them does not tell may be the same. */
function isSame(one: Bought, other: Bought): boolean {
  const names = ["region", "family", "type", "engine"] as const;
  return names.every((name) => one[name] === null || other[name] === null || one[name] === other[name]);
}
