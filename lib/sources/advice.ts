import type { Period } from "../focus/period";

/** Who gives the advice. Each is read and shown by itself: their numbers are never added to ours or to each other's. */
export const adviceSources = [
  "cost-optimization-hub",
  "compute-optimizer",
  "cost-explorer-rightsizing",
  "savings-plans-advice",
  "reservation-advice",
] as const;
export type AdviceSource = (typeof adviceSources)[number];

export const adviceActions = [
  "Rightsize",
  "Stop",
  "Upgrade",
  "PurchaseSavingsPlans",
  "PurchaseReservedInstances",
  "MigrateToGraviton",
  "Delete",
  "ScaleIn",
] as const;
export type AdviceAction = (typeof adviceActions)[number];

export const efforts = ["VeryLow", "Low", "Medium", "High", "VeryHigh"] as const;
export type Effort = (typeof efforts)[number];

/** One recommendation of a provider in one form, whoever gave it. Amounts are exact decimals in `currency`. */
export type ProviderAdvice = {
  /** The same for the same advice on every reading: the provider's own id, or one made of source, resource and action. */
  id: string;
  source: AdviceSource;
  account: string;
  /** Null for what has none, such as a Savings Plan. */
  region: string | null;
  /** Null for a purchase. */
  resource: AdvisedResource | null;
  action: AdviceAction;
  /** What is there now and what to make of it, in the provider's words: "m6i.2xlarge", "gp2 500 GiB". */
  current: string;
  recommended: string | null;
  currency: string;
  /** What the resource costs a month now; null where the provider does not tell. */
  monthlyCost: string | null;
  /** What the advice saves a month. The provider may know one of the two only; a negative saving is an added cost. */
  saving: { list: string | null; afterDiscounts: string | null };
  effort: Effort | null;
  restartNeeded: boolean | null;
  rollbackPossible: boolean | null;
  /** Performance risk from 0 (none) to 4. */
  risk: number | null;
  lookBackDays: number | null;
  finding: string | null;
  reasons: string[];
  utilisation: { metric: string; statistic: string; value: number }[];
  refreshedAt: Date | null;
  tags: Record<string, string>;
  /** What a purchase would be; null for everything else. */
  purchase: CommitmentPurchase | null;
};

export type AdvisedResource = {
  /** As FOCUS exports name it in ResourceId. */
  id: string;
  arn: string | null;
  name: string | null;
  /** The provider's word for its type: Ec2Instance, EbsVolume, LambdaFunction, … */
  type: string;
};

export type PaymentOption = "no upfront" | "partial upfront" | "all upfront";

export type CommitmentPurchase = {
  commitment: "savings plan" | "reservation";
  /** COMPUTE_SP, EC2_INSTANCE_SP, …, or the service of a reservation. */
  type: string;
  termYears: 1 | 3;
  payment: PaymentOption;
  /** Dollars an hour for a plan; number of instances for a reservation. */
  hourlyCommitment: string | null;
  instances: string | null;
  upfront: string | null;
  /** Percent, as the provider expects it. */
  expectedUtilisation: string | null;
  expectedCoverage: string | null;
  breakEvenMonths: string | null;
};

/** Why a provider gave no advice, or not all of it, in words, with the step to take. */
export type AdviceProblem = {
  reason: "not enrolled" | "no permission" | "no data" | "partial" | "refused";
  source: AdviceSource;
  /** Null for the whole organisation. */
  account: string | null;
  region: string | null;
  resourceId: string | null;
  /** Types of resources, in the provider's words, and actions that it concerns alone; null where it is all advice there. */
  about: { types: string[]; actions: AdviceAction[] } | null;
  /** The IAM action that is missing. */
  permission: string | null;
  message: string;
  step: string;
};

/** One part of a source's answer; a page may bring advice and problems at once. */
export type AdvicePage = {
  source: AdviceSource;
  region: string | null;
  advice: ProviderAdvice[];
  problems: AdviceProblem[];
};

/** How well what was bought is used and how much of the use it covers, as the provider states it. */
export type CommitmentUse = {
  commitment: "savings plan" | "reservation";
  /** The plan or the reservation; null for all of them together. */
  id: string | null;
  period: Period;
  currency: string;
  /** Percents and amounts as exact decimals; null where the provider does not tell. */
  utilisation: string | null;
  coverage: string | null;
  committed: string | null;
  used: string | null;
  unused: string | null;
  netSaving: string | null;
  onDemandCost: string | null;
};

/** What was told of it, and in words what was not. */
export type CommitmentUses = { uses: CommitmentUse[]; problems: AdviceProblem[] };
