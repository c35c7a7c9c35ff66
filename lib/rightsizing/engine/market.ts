import { Money } from "../../focus/money";
import type { ListPrice, PricedThing, RegionCatalogue } from "../../sources/inventory";
import type { PaidRates } from "../ledger/paid-rates";
import type { Market, Offer, Rate } from "./judged";
import { NotRead } from "./not-read";

/** One region's types and prices, made once and asked for every resource in it. */
export type RegionMarket = (account: string) => Market;

/** What is read by itself, and so may be missing by itself. */
export type CataloguePart = "types" | "prices";

/** Asking for what the catalogue could not be read of throws: without it a verdict would be a guess. */
export function regionMarket(
  catalogue: RegionCatalogue,
  paid: PaidRates,
  missing: readonly CataloguePart[] = [],
): RegionMarket {
  const needs = (part: CataloguePart) => {
    if (missing.includes(part)) throw new NotRead(part);
  };
  const types = new Map(catalogue.types.map((type) => [type.name, type]));
  const prices = new Map(catalogue.prices.map((price) => [keyOf(price.of), price]));
  const offers = new Map<string, Offer[]>();
  const listRate = (of: PricedThing) => {
    needs("prices");
    return rateOf(prices.get(keyOf(of)));
  };
  return (account) => ({
    type: (name) => {
      needs("types");
      return types.get(name) ?? null;
    },
    listRate,
    rate: (of) => paid.rate(of, { account, region: catalogue.region }) ?? listRate(of),
    types: (like) => {
      needs("types");
      needs("prices");
      const key = keyOf(withType(like, "*"));
      const known = offers.get(key) ?? offersOf(catalogue, like, prices);
      offers.set(key, known);
      return known;
    },
  });
}

type Machine = Extract<PricedThing, { kind: "instance" | "database" }>;

function withType(of: Machine, name: string): Machine {
  return of.kind === "instance" ? { ...of, instanceType: name } : { ...of, instanceClass: `db.${name}` };
}

function offersOf({ types }: RegionCatalogue, like: Machine, prices: Map<string, ListPrice>): Offer[] {
  return types
    .flatMap((type): Offer[] => {
      const price = prices.get(keyOf(withType(like, type.name)));
      const name = like.kind === "database" ? `db.${type.name}` : type.name;
      return price ? [{ type: { ...type, name }, list: Number(price.amount) }] : [];
    })
    .sort((one, other) => one.list - other.list || (one.type.name < other.type.name ? -1 : 1));
}

function rateOf(price: ListPrice | undefined): Rate | null {
  return price ? { amount: new Money(price.amount), currency: price.currency, origin: "list_price" } : null;
}

/** Names a thing whatever the order of its fields. */
function keyOf(of: PricedThing): string {
  return Object.entries(of)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, value]) => String(value))
    .join(" ");
}
