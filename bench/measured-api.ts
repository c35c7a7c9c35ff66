import type { Scope } from "../lib/auth/scope";
import { costsBody, costsTag } from "../lib/query/costs-body";
import type { CostQuery } from "../lib/query/spec";

export type MeasuredApi = { uncached: number; cached: number };

const year: CostQuery = {
  period: { from: "2025-11-01", to: "2026-11-01" },
  grain: "day",
  groupBy: ["service"],
  where: [],
  metric: "billed",
};

/** Answers a second that the API gives, from the question to the text of the body: always new ones, and a known one. */
export async function measuredApi(scope: Scope, seconds: number): Promise<MeasuredApi> {
  const ask = async (query: CostQuery) => await costsBody(scope, query, await costsTag(scope, query));
  let turn = 0;
  // No service has such a name, so that every question is new and every answer the same.
  const fresh = (): CostQuery => {
    return { ...year, where: [{ dimension: "service", operator: "ne", values: [`nobody-${turn++}`] }] };
  };
  const uncached = await perSecond(seconds, () => ask(fresh()));
  const cached = await perSecond(seconds, () => ask(year));
  return { uncached, cached };
}

async function perSecond(seconds: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  for (; performance.now() < until; done++) await work();
  return (done * 1000) / (performance.now() - began);
}
