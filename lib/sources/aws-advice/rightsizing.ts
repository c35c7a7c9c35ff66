import { type CostExplorerClient, GetRightsizingRecommendationCommand } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { AdviceAction, AdvicePage, ProviderAdvice } from "../advice";
import { described } from "../aws-inventory/described";
import { answered, NextPage, orNothing, REQUEST_PRICE, withCostExplorer } from "./cost-explorer";
import type { AdviceReader, AdviceReading } from "./reader";
import { regionCode } from "./region-names";
import { Amount, Word } from "./told";

const source = "cost-explorer-rightsizing";
const action = "ce:GetRightsizingRecommendation";

const Details = z.object({ EC2ResourceDetails: z.object({ InstanceType: Word, Region: Word }).nullish() }).nullish();

const Utilisation = z
  .object({
    EC2ResourceUtilization: z
      .object({ MaxCpuUtilizationPercentage: Amount, MaxMemoryUtilizationPercentage: Amount })
      .nullish(),
  })
  .nullish();

const Target = z.object({
  EstimatedMonthlyCost: Amount,
  EstimatedMonthlySavings: Amount,
  CurrencyCode: Word,
  DefaultTargetInstance: z.boolean().nullish(),
  ResourceDetails: Details,
  PlatformDifferences: z.array(z.string()).nullish(),
});

const Recommendation = z.object({
  AccountId: z.string(),
  RightsizingType: z.string().transform((word) => word.toUpperCase()),
  CurrentInstance: z.object({
    ResourceId: z.string(),
    InstanceName: Word,
    Tags: z
      .array(z.object({ Key: z.string(), Values: z.array(z.string()).default([]) }))
      .nullish()
      .transform((tags) => Object.fromEntries((tags ?? []).map(({ Key, Values }) => [Key, Values[0] ?? ""]))),
    ResourceDetails: Details,
    ResourceUtilization: Utilisation,
    MonthlyCost: Amount,
    CurrencyCode: Word,
  }),
  ModifyRecommendationDetail: z.object({ TargetInstances: z.array(Target).default([]) }).nullish(),
  TerminateRecommendationDetail: z.object({ EstimatedMonthlySavings: Amount, CurrencyCode: Word }).nullish(),
  FindingReasonCodes: z.array(z.string()).nullish(),
});
type Recommendation = z.output<typeof Recommendation>;

const Page = NextPage.extend({
  Metadata: z.object({ LookbackPeriodInDays: Word, GenerationTimestamp: Word }).nullish(),
  RightsizingRecommendations: z.array(z.unknown()).default([]),
});
type Page = z.output<typeof Page>;

const LOOK_BACK: Record<string, number> = { SEVEN_DAYS: 7, THIRTY_DAYS: 30, SIXTY_DAYS: 60 };

async function* pages(costs: CostExplorerClient, { signal }: AdviceReading): AsyncGenerator<AdvicePage> {
  let token: string | null = null;
  do {
    const asked: GetRightsizingRecommendationCommand = new GetRightsizingRecommendationCommand({
      Service: "AmazonEC2",
      // Advice across families, and what it is worth with the commitments that are there.
      Configuration: { RecommendationTarget: "CROSS_INSTANCE_FAMILY", BenefitsConsidered: true },
      PageSize: 100,
      ...(token ? { NextPageToken: token } : {}),
    });
    const page: Page = described(Page, await costs.send(asked, { abortSignal: signal }), "advice");
    const advice = page.RightsizingRecommendations.map((each) =>
      adviceOf(described(Recommendation, each, "advice"), page.Metadata),
    );
    yield { source, region: null, advice, problems: [] };
    token = page.NextPageToken || null;
  } while (token !== null);
}

function adviceOf(found: Recommendation, metadata: Page["Metadata"]): ProviderAdvice {
  const { CurrentInstance: current, RightsizingType } = found;
  const step = stepOf(found);
  const details = current.ResourceDetails?.EC2ResourceDetails;
  return {
    id: [source, current.ResourceId, step.action].join("/"),
    source,
    account: found.AccountId,
    region: regionCode(details?.Region ?? null),
    resource: { id: current.ResourceId, arn: null, name: current.InstanceName, type: "Ec2Instance" },
    action: step.action,
    current: details?.InstanceType ?? "",
    recommended: step.recommended,
    currency: step.currency ?? current.CurrencyCode ?? "USD",
    monthlyCost: current.MonthlyCost,
    saving: { list: null, afterDiscounts: step.saving },
    effort: null,
    restartNeeded: step.action === "Delete" ? null : true,
    rollbackPossible: step.action !== "Delete",
    risk: null,
    lookBackDays: LOOK_BACK[metadata?.LookbackPeriodInDays ?? ""] ?? 14,
    finding: RightsizingType,
    reasons: found.FindingReasonCodes ?? [],
    utilisation: utilisationOf(current),
    refreshedAt: timeOf(metadata?.GenerationTimestamp ?? null),
    tags: current.Tags,
    purchase: null,
  };
}

type Step = { action: AdviceAction; recommended: string | null; saving: string | null; currency: string | null };

function stepOf(found: Recommendation): Step {
  if (found.RightsizingType === "TERMINATE") {
    const { EstimatedMonthlySavings: saving = null, CurrencyCode = null } = found.TerminateRecommendationDetail ?? {};
    return { action: "Delete", recommended: null, saving, currency: CurrencyCode };
  }
  const targets = found.ModifyRecommendationDetail?.TargetInstances ?? [];
  const target = targets.find(({ DefaultTargetInstance }) => DefaultTargetInstance) ?? targets[0];
  if (!target) return { action: "Rightsize", recommended: null, saving: null, currency: null };
  return {
    action: target.PlatformDifferences?.includes("INSTANCE_ARCHITECTURE") ? "MigrateToGraviton" : "Rightsize",
    recommended: target.ResourceDetails?.EC2ResourceDetails?.InstanceType ?? null,
    saving: target.EstimatedMonthlySavings,
    currency: target.CurrencyCode,
  };
}

function utilisationOf({ ResourceUtilization }: Recommendation["CurrentInstance"]): ProviderAdvice["utilisation"] {
  const { MaxCpuUtilizationPercentage: cpu, MaxMemoryUtilizationPercentage: memory } =
    ResourceUtilization?.EC2ResourceUtilization ?? {};
  return [["CPU", cpu] as const, ["MEMORY", memory] as const].flatMap(([metric, value]) =>
    value ? [{ metric, statistic: "MAXIMUM", value: Number(value) }] : [],
  );
}

function timeOf(text: string | null): Date | null {
  const time = new Date(text ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? null : time;
}

export const rightsizingRecommendations: AdviceReader = {
  source,
  label: "Cost Explorer rightsizing",
  requestPrice: REQUEST_PRICE,
  permissions: [action],
  read: (settings, reading) =>
    withCostExplorer(settings, reading, (costs) =>
      orNothing(
        source,
        answered({ source, action }, pages(costs, reading)),
        "Cost Explorer has no advice on instances.",
      ),
    ),
};
