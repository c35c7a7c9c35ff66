import type { CloudWorkload, WorkloadSize } from "../inventory/resource";
import { refreshedAt } from "./refreshed";

type Answer = Record<string, unknown>;

/** Entries of Compute Optimizer's lists of functions, services and groups. */
export const workloadAnswers: Record<CloudWorkload["kind"], (of: CloudWorkload) => Answer> = {
  function: (of) => ({
    ...common(of),
    functionArn: `${of.arn}:$LATEST`,
    functionVersion: "$LATEST",
    currentMemorySize: of.now.memory,
    numberOfInvocations: 1_200_000,
    finding: of.target ? "NotOptimized" : "Optimized",
    findingReasonCodes: of.target ? ["MemoryOverprovisioned"] : [],
    utilizationMetrics: [{ name: "Memory", statistic: "Maximum", value: 180 }],
    lookbackPeriodInDays: 14,
    memorySizeRecommendationOptions: of.target ? [{ rank: 1, memorySize: of.target.memory, ...savings(of) }] : [],
  }),
  service: (of) => ({
    ...common(of),
    serviceArn: of.arn,
    currentServiceConfiguration: { cpu: of.now.cpu, memory: of.now.memory },
    finding: of.target ? "Overprovisioned" : "Optimized",
    findingReasonCodes: of.target ? ["CPUOverprovisioned", "MemoryOverprovisioned"] : [],
    utilizationMetrics: [{ name: "Cpu", statistic: "Maximum", value: 21 }],
    lookbackPeriodInDays: 14,
    launchType: "Fargate",
    serviceRecommendationOptions: of.target ? [{ cpu: of.target.cpu, memory: of.target.memory, ...savings(of) }] : [],
  }),
  group: (of) => ({
    ...common(of),
    autoScalingGroupArn: of.arn,
    autoScalingGroupName: of.name,
    currentConfiguration: groupOf(of.now),
    finding: of.target ? "NotOptimized" : "Optimized",
    utilizationMetrics: [{ name: "Cpu", statistic: "Maximum", value: 31 }],
    lookBackPeriodInDays: 14,
    recommendationOptions: of.target
      ? [{ rank: 1, performanceRisk: 1, migrationEffort: "VeryLow", configuration: groupOf(of.target), ...savings(of) }]
      : [],
  }),
};

const groupOf = ({ instanceType, desired = 0 }: WorkloadSize): Answer => ({
  instanceType,
  desiredCapacity: desired,
  minSize: 1,
  maxSize: desired * 2,
});

const common = ({ account, tags }: CloudWorkload): Answer => ({
  accountId: account,
  lastRefreshTimestamp: refreshedAt / 1000,
  tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
});

type Saved = { saving: number; savingAfterDiscounts: number; monthlyCost: number };

export const savings = ({ saving, savingAfterDiscounts, monthlyCost }: Saved): Answer => ({
  savingsOpportunity: {
    savingsOpportunityPercentage: (100 * saving) / monthlyCost,
    estimatedMonthlySavings: { currency: "USD", value: saving },
  },
  savingsOpportunityAfterDiscounts: {
    savingsOpportunityPercentage: (100 * savingAfterDiscounts) / monthlyCost,
    estimatedMonthlySavings: { currency: "USD", value: savingAfterDiscounts },
  },
});
