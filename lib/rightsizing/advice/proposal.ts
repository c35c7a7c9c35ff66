import { createHash } from "node:crypto";
import type { Money } from "../../focus/money";
import type { Change, Judged, Measured, PriceOrigin } from "../engine/judged";
import type { Reach } from "../ledger/reach";
import type { Service } from "../ledger/skus";
import type { Action, Confidence, Effort, Verdict } from "../words";

/** Where a resource is, for filters, totals and assignment. */
export type Place = {
  provider: string | null;
  billingAccount: string | null;
  account: string | null;
  accountName: string | null;
  service: string | null;
  region: string | null;
  resourceId: string;
  resourceName: string | null;
  resourceType: string | null;
  tags: Record<string, string>;
};

export type Steps = { cli: string[]; terraform: string | null; console: string | null; before: string[] };

export type ToldUse = Reach & { amount: string };

/** What a purchase would cover, as far as it is told: the rest may be any. */
export type Bought = {
  service: Service;
  region: string | null;
  family: string | null;
  type: string | null;
  engine: string | null;
};

/** Why the advice is given, as its card shows it. */
export type Evidence = {
  reason: string;
  /** How it was computed, in sentences with the numbers. */
  how: string[];
  lookBackDays: number | null;
  /** Share of the measurements of that time that exist. */
  present: number | null;
  measured: Measured[];
  changes: Change[];
  risks: Record<string, number>;
  steps: Steps | null;
  /** Of what it costs now: usage that a commitment covers, and whether other usage would take its place. */
  covered: { amount: string; reusable: boolean; by?: ToldUse[] } | null;
  /** What a provider said in its own words and figures. */
  provider: Record<string, unknown> | null;
  /** Of a purchase. */
  buys?: Bought;
};

/** One piece of advice as a run finds it, whoever gives it. Amounts are of a month of thirty days. */
export type Proposal = {
  key: string;
  source: string;
  action: Action;
  kind: string;
  verdict: Verdict;
  place: Place;
  title: string;
  current: string;
  target: string;
  currency: string;
  /** Of the amounts at list price. */
  listCurrency: string | null;
  listNow: Money | null;
  listAfter: Money | null;
  now: Money;
  after: Money;
  saving: Money;
  /** Of it: what counts as long as other on-demand usage takes up the commitment that is freed. */
  coveredSaving: Money;
  listSaving: Money | null;
  priceOrigin: PriceOrigin;
  /** What the resource itself costs as the ledger has it, in the currency it is billed in. */
  ledgerCost: { currency: string; amount: Money } | null;
  confidence: Confidence;
  risk: number;
  effort: Effort;
  restart: boolean;
  memoryMeasured: Judged["memoryMeasured"];
  covers: string[];
  evidence: Evidence;
  owner: string | null;
};

const LONGEST = 500;

/** The same in every run for the same advice; what exactly to make of the resource may change under it. */
export function stableKey(source: string, { provider, account, region, resourceId }: Place, action: Action): string {
  const text = [source, provider ?? "", account ?? "", region ?? "", resourceId, action].join("|");
  if (text.length <= LONGEST) return text;
  return `${source}|${action}|${createHash("sha256").update(text).digest("hex")}`;
}

/** Names a resource among all of a workspace. */
export function resourceKey({ provider, account, region, resourceId }: Place): string {
  const text = [provider ?? "", account ?? "", region ?? "", resourceId].join("|");
  return text.length <= LONGEST ? text : createHash("sha256").update(text).digest("hex");
}
