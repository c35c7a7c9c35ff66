import { GetProductsCommand, type PricingClient } from "@aws-sdk/client-pricing";
import { z } from "zod";
import { Money, plain } from "../../focus/money";
import { patiently } from "../aws/patience";
import type { ListPrice } from "../inventory";
import type { InventoryReading } from "./clients";
import { described } from "./described";
import { type Product, pricedThings } from "./priced-things";

type Asking = { pricing: PricingClient; reading: InventoryReading };

const Page = z.object({ PriceList: z.array(z.unknown()).default([]), NextToken: z.string().nullish() });

const Offer = z.object({
  product: z.object({ productFamily: z.string().default(""), attributes: z.record(z.string(), z.string()) }),
  terms: z.object({
    OnDemand: z
      .record(
        z.string(),
        z.object({
          priceDimensions: z.record(
            z.string(),
            z.object({
              unit: z.string(),
              beginRange: z.string().default("0"),
              pricePerUnit: z.record(z.string(), z.string().regex(/^\d+(\.\d+)?$/)),
            }),
          ),
        }),
      )
      .default({}),
  }),
});

/** List prices of everything Outlay gives advice on. Prices of other things in the list are left out. */
export async function readPrices(region: string, asking: Asking): Promise<ListPrice[]> {
  const prices: ListPrice[] = [];
  for (const { service, filters, thingOf } of pricedThings) {
    for await (const offer of offersOf(service, { regionCode: region, ...filters }, asking)) {
      const thing = thingOf({ family: offer.product.productFamily, ...offer.product.attributes } as Product);
      const price = thing && priceOf(offer);
      if (thing && price) prices.push({ basis: "list price", region, ...price, of: thing });
    }
  }
  return prices;
}

type Offer = z.output<typeof Offer>;

async function* offersOf(
  ServiceCode: string,
  filters: Record<string, string>,
  { pricing, reading }: Asking,
): AsyncGenerator<Offer> {
  const Filters = Object.entries(filters).map(([Field, Value]) => ({ Type: "TERM_MATCH" as const, Field, Value }));
  let token: string | null = null;
  do {
    const asked = new GetProductsCommand({
      ServiceCode,
      Filters,
      FormatVersion: "aws_v1",
      MaxResults: 100,
      ...(token ? { NextToken: token } : {}),
    });
    const answer: unknown = await patiently(() => pricing.send(asked, { abortSignal: reading.signal }), reading);
    const page: z.output<typeof Page> = described(Page, answer, "prices");
    for (const text of page.PriceList) yield described(Offer, JSON.parse(String(text)), "prices");
    token = page.NextToken || null;
  } while (token !== null);
}

const units: Record<string, { unit: ListPrice["unit"]; per: number }> = {
  Hrs: { unit: "hour", per: 1 },
  hours: { unit: "hour", per: 1 },
  "GB-Mo": { unit: "GB-month", per: 1 },
  "IOPS-Mo": { unit: "IOPS-month", per: 1 },
  "MiBps-Mo": { unit: "MiBps-month", per: 1 },
  "GiBps-mo": { unit: "MiBps-month", per: 1024 },
  GB: { unit: "GB", per: 1 },
};

/** The price of the first unit; tiers begin above what one resource uses. */
function priceOf({ terms }: Offer): Pick<ListPrice, "currency" | "amount" | "unit"> | null {
  const dimensions = Object.values(terms.OnDemand).flatMap(({ priceDimensions }) => Object.values(priceDimensions));
  const first = dimensions.find(({ beginRange }) => beginRange === "0");
  const [currency, amount] = Object.entries(first?.pricePerUnit ?? {})[0] ?? [];
  const known = units[first?.unit ?? ""];
  if (!(currency && amount && known) || Number(amount) === 0) return null;
  return { currency, amount: plain(new Money(amount).div(known.per)), unit: known.unit };
}
