import type { Environment, TeamId } from "./people";
import type { Rhythm, Shape } from "./rhythm";

/** A service as its provider's FOCUS export writes it, with the price that a unit is charged at. */
export type FocusService = Shape & {
  name: string;
  category: string;
  subcategory: string;
  resourceType: string;
  meter: string;
  unit: string;
  /** List price of a unit in dollars, at most six decimals. */
  price: number;
  /** Negotiated discount in percent. */
  discount: number;
  /** Who made it, when it is not the provider: a marketplace offer. */
  publisher?: string;
  instanceType?: string;
};

export type SubAccount = { key: string; id: string; name: string; rhythm?: Rhythm };

/** So many resources of one service that serve one purpose, and what they cost together in a month at the start. */
export type Workload = {
  name: string;
  account: string;
  service: string;
  count: number;
  monthly: number;
  region: string;
  team: TeamId;
  environment: Environment;
  app: string;
  /** Nobody has tagged these. */
  untagged?: true;
};

/** A year of discounted use of one workload, paid by the month; it is bought again when it ends. */
export type FocusCommitment = {
  name: string;
  type: string;
  category: "Spend" | "Usage";
  account: string;
  workload: string;
  starts: string;
  /** What a day costs, used or not, with at most four decimals. */
  daily: number;
  /** Price of covered use in percent of the negotiated price. */
  pricePercent: number;
};

export type Provider = {
  key: "azure" | "gcp";
  name: string;
  publisher: string;
  issuer: string;
  billingAccount: { id: string; name: string; type: string };
  subAccountType: string;
  accounts: readonly SubAccount[];
  regions: Record<string, string>;
  services: Record<string, FocusService>;
  workloads: readonly Workload[];
  commitments: readonly FocusCommitment[];
  resourceId: (workload: Workload, service: FocusService, account: SubAccount, name: string) => string;
  /** Columns that this provider's export lacks. */
  lacks: readonly string[];
  creditMonthly: number;
  creditName: string;
  support: { name: string; monthly: number } | null;
  taxPercent: number;
  /** A closed month carries the number of its invoice. */
  numbersInvoices: boolean;
};

/** One line of a provider's table of workloads; the team's cost centre follows from the team. */
export function workload(
  account: string,
  service: string,
  name: string,
  [count, monthly]: readonly [count: number, monthly: number],
  [team, environment, app]: readonly [team: TeamId, environment: Environment, app: string],
  region: string,
): Workload {
  return { account, service, name, count, monthly, region, team, environment, app };
}
