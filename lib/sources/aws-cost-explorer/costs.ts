import { Money, plain } from "../../focus/money";
import { unusable } from "./unusable";

/** One metric as AWS tells it; the unit of money is its currency. */
export type Metrics = Record<string, { Amount: string; Unit: string }>;

/** Amounts in one currency: billed and effective, and both after discounts ("net"). Exact decimal texts. */
export type Costs = { billed: string; effective: string; netBilled: string; netEffective: string };
export type CostsIn = Costs & { currency: string };

const columns = ["billed", "effective", "netBilled", "netEffective"] as const;
const metricOf = {
  billed: "UnblendedCost",
  effective: "AmortizedCost",
  netBilled: "NetUnblendedCost",
  netEffective: "NetAmortizedCost",
} as const;

/** Every metric rides in one request for the same price. */
export const METRICS: string[] = Object.values(metricOf);

const zero: Costs = { billed: "0", effective: "0", netBilled: "0", netEffective: "0" };

/**
 * Amounts by their unit, so that two currencies never meet; an amount of nothing needs no currency.
 * Where net metrics are not told, there are no discounts to take off.
 */
export function costsOf(metrics: Metrics): CostsIn[] {
  const costs = new Map<string, CostsIn>();
  for (const column of columns) {
    const name = metricOf[column];
    const { Amount, Unit } = metrics[name] ?? metrics[name.replace("Net", "")] ?? missing(name);
    const amount = plain(Amount);
    const currency = Unit.toUpperCase();
    if (amount === "0" && !isCurrency(currency)) continue;
    if (!isCurrency(currency)) throw unusable(`${name} is in ${Unit || "no unit"}, which is not a currency`);
    costs.set(currency, { ...(costs.get(currency) ?? { ...zero, currency }), [column]: amount });
  }
  return [...costs.values()];
}

/** AWS cannot state one total over several currencies; then there is none to compare with. */
export function isStated(metrics: Metrics): boolean {
  return Object.values(metrics).every(({ Amount, Unit }) => isCurrency(Unit.toUpperCase()) || plain(Amount) === "0");
}

export function isSomething(costs: Costs): boolean {
  return columns.some((column) => costs[column] !== "0");
}

const isCurrency = (unit: string) => /^[A-Z]{3}$/.test(unit);

function missing(name: string): never {
  throw unusable(`it lacks ${name}`);
}

type Sums = Record<keyof Costs, Money>;

/** Running exact sums by a key and currency. */
export class Tally {
  readonly #sums = new Map<string, Map<string, Sums>>();

  add(key: string, { currency, ...costs }: CostsIn): void {
    const byCurrency = this.#sums.get(key) ?? new Map<string, Sums>();
    const known = byCurrency.get(currency);
    byCurrency.set(currency, known ? joined(known, sumsOf(costs), (sum, more) => sum.plus(more)) : sumsOf(costs));
    this.#sums.set(key, byCurrency);
  }

  has(key: string): boolean {
    return this.#sums.has(key);
  }

  currencies(key: string): string[] {
    return [...(this.#sums.get(key)?.keys() ?? [])];
  }

  /** What is left of the amounts when those counted under the key are taken away; null when nothing is. */
  rest(key: string, { currency, ...costs }: CostsIn): CostsIn | null {
    const counted = this.#sums.get(key)?.get(currency) ?? sumsOf(zero);
    const rest = joined(sumsOf(costs), counted, (all, part) => all.minus(part));
    if (columns.every((column) => rest[column].isZero())) return null;
    return {
      currency,
      billed: plain(rest.billed),
      effective: plain(rest.effective),
      netBilled: plain(rest.netBilled),
      netEffective: plain(rest.netEffective),
    };
  }
}

function sumsOf(costs: Costs): Sums {
  return {
    billed: new Money(costs.billed),
    effective: new Money(costs.effective),
    netBilled: new Money(costs.netBilled),
    netEffective: new Money(costs.netEffective),
  };
}

function joined(left: Sums, right: Sums, join: (one: Money, other: Money) => Money): Sums {
  return {
    billed: join(left.billed, right.billed),
    effective: join(left.effective, right.effective),
    netBilled: join(left.netBilled, right.netBilled),
    netEffective: join(left.netEffective, right.netEffective),
  };
}
