import type { RegionCatalogue } from "../../sources/inventory";
import { type CataloguePart, type RegionMarket, regionMarket } from "../engine/market";
import type { PaidRates } from "../ledger/paid-rates";
import { type Inventory, type Tally, tell } from "./readers";
import { toldRefusal } from "./told-refusal";

/** What a region offers, and what of that could not be read. */
export type Offered = { market: RegionMarket; missing: readonly CataloguePart[] };

const whole: readonly CataloguePart[] = ["types", "prices"];

/** Types and prices of each region, read when something is found there; what fails is told, and the others go on. */
export function marketsOf(inventory: Inventory, paid: PaidRates, tally: Tally): (region: string) => Promise<Offered> {
  const markets = new Map<string, Offered>();
  return async (region) => {
    const known = markets.get(region);
    if (known) return known;
    const { catalogue, missing } = await catalogueOf(inventory, region, tally);
    const offered = { market: regionMarket(catalogue, paid, missing), missing };
    markets.set(region, offered);
    return offered;
  };
}

type Read = { catalogue: RegionCatalogue; missing: readonly CataloguePart[] };

async function catalogueOf(inventory: Inventory, region: string, tally: Tally): Promise<Read> {
  let read: Read = { catalogue: { region, types: [], prices: [], problems: [] }, missing: whole };
  await toldRefusal(tally, `${region}: catalogue and prices`, async () => {
    const catalogue = await inventory.catalogue(region);
    const isMissing = (name: string) => catalogue.problems.some(({ what }) => what === name);
    const missing = whole.filter((part) => isMissing(part === "types" ? "catalogue" : part));
    for (const { account, what, message, step } of catalogue.problems) {
      tell(tally, { where: `${account}, ${region}: ${what}`, message, advice: step });
    }
    read = { catalogue, missing };
  });
  return read;
}
