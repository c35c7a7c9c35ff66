import type { APIRequestContext } from "@playwright/test";
import { expect } from "@playwright/test";
import { Decimal } from "decimal.js";
import type { Product } from "./product";

type Entry = { currency: string; total: string; rows: { keys: Record<string, string | null>; amount: string }[] };
type Answer = Entry | { answers: Entry[] };

/** The total of the API for a period and metric, as the decimal string that it sends. */
export async function totalInApi(
  request: APIRequestContext,
  product: Product,
  { from, to, metric }: { from: string; to: string; metric: string },
): Promise<string> {
  const headers = { authorization: `Bearer ${await product.token()}` };
  const params = { from, to, metric, granularity: "total" };
  const answer = await request.get("/api/v1/costs", { headers, params });
  expect(answer.status(), await answer.text()).toBe(200);
  const body = (await answer.json()) as Answer;
  return "answers" in body ? Decimal.sum(0, ...body.answers.map(({ total }) => total)).toFixed() : body.total;
}

/** Every digit, as pages write it: "1,228.53800094112 USD". */
export function exactly(amount: string, currency = "USD"): string {
  const [whole = "", fraction = ""] = amount.split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction} ${currency}`;
}
