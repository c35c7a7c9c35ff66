import { z } from "zod";
import type { ResourceKind } from "../../../sources/inventory";
import { AwsError, unknownOperation } from "../aws-error";
import { readRequest } from "../cost-request";
import { type Asked, partOf } from "../inventory/asked";
import type { CloudAdvice, CloudInventory, CloudResource } from "../inventory/resource";
import { jsonBody } from "../wire";
import { refreshedAt } from "./refreshed";

const Request = z.object({
  accountIds: z.array(z.string()).max(1).optional(),
  maxResults: z.number().int().min(0).max(1000).default(100),
  nextToken: z.string().optional(),
});

type Answer = Record<string, unknown>;
type Kind = { list: string; of: ResourceKind | null; write: (advice: CloudAdvice) => Answer };

const kinds: Record<string, Kind> = {
  GetEC2InstanceRecommendations: { list: "instanceRecommendations", of: "instance", write: instance },
  GetEBSVolumeRecommendations: { list: "volumeRecommendations", of: "volume", write: volume },
  GetRDSDatabaseRecommendations: { list: "rdsDBRecommendations", of: "database", write: database },
  GetIdleRecommendations: { list: "idleRecommendations", of: null, write: idle },
  GetLambdaFunctionRecommendations: { list: "lambdaFunctionRecommendations", of: "bucket", write: idle },
  GetAutoScalingGroupRecommendations: { list: "autoScalingGroupRecommendations", of: "bucket", write: idle },
  GetECSServiceRecommendations: { list: "ecsServiceRecommendations", of: "bucket", write: idle },
};

/** Compute Optimizer: each region by itself, and member accounts when they are named. */
export function optimizerAnswer(asked: Asked): unknown {
  const { from, inventory, caller } = asked;
  const kind = kinds[from.operation.slice(from.operation.indexOf(":") + 1)];
  if (!kind) throw unknownOperation(from.operation);
  if (!inventory.enrolled.optimizer) {
    throw new AwsError("OptInRequiredException", "The account is not opted in to AWS Compute Optimizer.");
  }
  const { accountIds, maxResults, nextToken } = readRequest(Request, jsonBody(from));
  const account = accountIds?.[0] ?? caller.account;
  const isHere = ({ facts }: CloudResource) => facts.account === account && facts.region === caller.region;
  const known = inventory.advice.filter(({ resource }) => isHere(resource)).filter((advice) => isOf(advice, kind));
  const { part, next } = partOf(known, nextToken, asked, Math.max(1, maxResults));
  const errors = kind.of === "instance" && !nextToken ? unreadable(inventory, isHere) : [];
  return { [kind.list]: part.map(kind.write), errors, nextToken: next };
}

const isEnd = ({ action }: CloudAdvice) => action === "Stop" || action === "Delete";
const isOf = (advice: CloudAdvice, { of }: Kind) =>
  of === null ? isEnd(advice) : advice.resource.facts.kind === of && !isEnd(advice);

/** Measurements that are no numbers make an error inside an answer that is otherwise well. */
function unreadable({ resources }: CloudInventory, isHere: (resource: CloudResource) => boolean) {
  return resources
    .filter((each) => each.loss?.kind === "nan" && each.facts.kind === "instance" && isHere(each))
    .map(({ facts }) => ({
      identifier: facts.arn,
      code: "InternalServerError",
      message: "The metrics of this resource could not be analysed.",
    }));
}

const common = ({ resource }: CloudAdvice): Answer => ({
  accountId: resource.facts.account,
  lastRefreshTimestamp: refreshedAt / 1000,
  tags: Object.entries(resource.facts.tags).map(([key, value]) => ({ key, value })),
});

const savings = ({ saving, savingAfterDiscounts, monthlyCost }: CloudAdvice): Answer => ({
  savingsOpportunity: {
    savingsOpportunityPercentage: (100 * saving) / monthlyCost,
    estimatedMonthlySavings: { currency: "USD", value: saving },
  },
  savingsOpportunityAfterDiscounts: {
    savingsOpportunityPercentage: (100 * savingAfterDiscounts) / monthlyCost,
    estimatedMonthlySavings: { currency: "USD", value: savingAfterDiscounts },
  },
});

function instance(advice: CloudAdvice): Answer {
  const { resource, current, recommended, action } = advice;
  const isArm = action === "MigrateToGraviton";
  return {
    ...common(advice),
    instanceArn: resource.facts.arn,
    instanceName: resource.facts.name,
    currentInstanceType: current,
    finding: isArm ? "Optimized" : "Overprovisioned",
    findingReasonCodes: ["CPUOverprovisioned"],
    utilizationMetrics: [{ name: "CPU", statistic: "MAXIMUM", value: resource.use.cpu?.busy ?? 0 }],
    lookBackPeriodInDays: 14,
    recommendationOptions: [
      { instanceType: current, rank: 2, performanceRisk: 1, migrationEffort: "VeryLow" },
      {
        instanceType: recommended,
        rank: 1,
        performanceRisk: 1,
        migrationEffort: isArm ? "High" : "VeryLow",
        platformDifferences: isArm ? ["Architecture"] : [],
        ...savings(advice),
      },
    ],
  };
}

function volume(advice: CloudAdvice): Answer {
  const { facts } = advice.resource;
  if (facts.kind !== "volume") return {};
  const volumeSize = facts.sizeGib;
  return {
    ...common(advice),
    volumeArn: facts.arn,
    finding: "NotOptimized",
    currentConfiguration: { volumeType: facts.volumeType, volumeSize, volumeBaselineIOPS: facts.iops },
    lookBackPeriodInDays: 14,
    volumeRecommendationOptions: [
      {
        configuration: { volumeType: "gp3", volumeSize, volumeBaselineIOPS: 3000, volumeBaselineThroughput: 125 },
        rank: 1,
        performanceRisk: 0,
        ...savings(advice),
      },
    ],
  };
}

function database(advice: CloudAdvice): Answer {
  const { facts } = advice.resource;
  return {
    ...common(advice),
    resourceArn: facts.arn,
    currentDBInstanceClass: advice.current,
    instanceFinding: "Overprovisioned",
    instanceFindingReasonCodes: ["CPUOverprovisioned", "MemoryOverprovisioned"],
    lookbackPeriodInDays: 14,
    instanceRecommendationOptions: [
      { dbInstanceClass: advice.recommended, rank: 1, performanceRisk: 1, ...savings(advice) },
    ],
  };
}

const idleTypes: Partial<Record<ResourceKind, string>> = {
  instance: "EC2Instance",
  volume: "EBSVolume",
  database: "RDSDBInstance",
  "nat gateway": "NatGateway",
  "load balancer": "LoadBalancer",
};

function idle(advice: CloudAdvice): Answer {
  const { facts } = advice.resource;
  return {
    ...common(advice),
    resourceArn: facts.arn,
    resourceId: facts.id,
    resourceType: idleTypes[facts.kind],
    finding: facts.kind === "volume" ? "Unattached" : "Idle",
    findingDescription: "No use in the look-back period.",
    lookBackPeriodInDays: 14,
    ...savings(advice),
  };
}
