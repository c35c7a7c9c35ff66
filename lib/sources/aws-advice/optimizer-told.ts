import { z } from "zod";
import { Money, plain } from "../../focus/money";
import type { ProviderAdvice } from "../advice";
import { Amount, effortOf, ledgerId, regionOf, Tags, Time, Word } from "./told";

/** What the kinds of advice have in common, still without where it was asked. */
export type Told = Omit<ProviderAdvice, "source" | "id" | "currency"> & { currency: string | null };

const Opportunity = z
  .object({
    savingsOpportunityPercentage: Amount,
    estimatedMonthlySavings: z.object({ currency: Word, value: Amount }).nullish(),
  })
  .nullish();

export const Option = z.object({
  rank: z.number().default(1),
  performanceRisk: z.number().nullish(),
  savingsOpportunity: Opportunity,
  savingsOpportunityAfterDiscounts: Opportunity,
  migrationEffort: Word,
  platformDifferences: z.array(z.string()).nullish(),
});
export type Option = z.output<typeof Option>;

const Metrics = z
  .array(z.object({ name: z.string().optional(), statistic: z.string().optional(), value: z.number().optional() }))
  .nullish()
  .transform((list) =>
    (list ?? []).flatMap(({ name, statistic, value }) =>
      name && value !== undefined && Number.isFinite(value)
        ? [{ metric: name, statistic: statistic ?? "", value }]
        : [],
    ),
  );

/** Lambda and idle advice write the period with a small b. */
export const Common = z.object({
  accountId: z.string(),
  finding: Word,
  findingReasonCodes: z.array(z.string()).nullish(),
  utilizationMetrics: Metrics,
  lookBackPeriodInDays: z.number().nullish(),
  lookbackPeriodInDays: z.number().nullish(),
  lastRefreshTimestamp: Time,
  tags: Tags,
});
type Common = z.output<typeof Common>;

/** AWS ranks its options; the first is the one that it advises. */
export function bestOf<O extends { rank: number }>(options: O[]): O | null {
  return [...options].sort((left, right) => left.rank - right.rank)[0] ?? null;
}

type Specific = Pick<Told, "action" | "current" | "recommended"> & { arn: string; type: string; name?: string | null };

export function told(common: Common, option: Partial<Option>, { arn, type, name, ...specific }: Specific): Told {
  const list = option.savingsOpportunity?.estimatedMonthlySavings;
  const after = option.savingsOpportunityAfterDiscounts?.estimatedMonthlySavings;
  return {
    ...specific,
    account: common.accountId,
    region: regionOf(arn),
    resource: { id: ledgerId(arn, null), arn, name: name ?? common.tags.Name ?? null, type },
    currency: list?.currency ?? after?.currency ?? null,
    monthlyCost: costOf(list?.value ?? null, option.savingsOpportunity?.savingsOpportunityPercentage ?? null),
    saving: { list: list?.value ?? null, afterDiscounts: after?.value ?? null },
    effort: effortOf(option.migrationEffort ?? null),
    restartNeeded: restarts[type] ?? null,
    rollbackPossible: null,
    risk: option.performanceRisk ?? null,
    lookBackDays: common.lookBackPeriodInDays ?? common.lookbackPeriodInDays ?? null,
    finding: common.finding,
    reasons: common.findingReasonCodes ?? [],
    utilisation: common.utilizationMetrics,
    refreshedAt: common.lastRefreshTimestamp,
    tags: common.tags,
    purchase: null,
  };
}

/** A change of an instance stops it; a volume changes while it is used. */
const restarts: Record<string, boolean> = { Ec2Instance: true, EbsVolume: false, RdsDbInstance: true };

/** Compute Optimizer tells the saving and its share of the cost, but not the cost. */
function costOf(saving: string | null, percent: string | null): string | null {
  if (saving === null || percent === null || new Money(percent).lte(0)) return null;
  return plain(new Money(saving).times(100).div(percent).toDecimalPlaces(2));
}

/** A finding in whatever spelling: AWS writes OVER_PROVISIONED as well as Overprovisioned. */
export function isFinding(finding: string | null, ...words: string[]): boolean {
  const spelled = (text: string) => text.replaceAll(/[^a-z]/gi, "").toLowerCase();
  return finding !== null && words.some((word) => spelled(word) === spelled(finding));
}
