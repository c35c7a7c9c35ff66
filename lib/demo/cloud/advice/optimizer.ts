import { z } from "zod";
import type { ResourceKind } from "../../../sources/inventory";
import { AwsError, unknownOperation } from "../aws-error";
import { readRequest } from "../cost-request";
import { type Asked, partOf } from "../inventory/asked";
import type { CloudAdvice, CloudInventory, CloudResource, CloudWorkload } from "../inventory/resource";
import { jsonBody } from "../wire";
import { refreshedAt } from "./refreshed";
import { savings, workloadAnswers } from "./workloads";

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
};

const workloadKinds: Record<string, { list: string; of: CloudWorkload["kind"] }> = {
  GetLambdaFunctionRecommendations: { list: "lambdaFunctionRecommendations", of: "function" },
  GetECSServiceRecommendations: { list: "ecsServiceRecommendations", of: "service" },
  GetAutoScalingGroupRecommendations: { list: "autoScalingGroupRecommendations", of: "group" },
};

type Where = { account: string; region: string };
type Paging = { nextToken: string | undefined; most: number };

/** Compute Optimizer: each region by itself, and member accounts when they are named. */
export function optimizerAnswer(asked: Asked): unknown {
  const { from, inventory, caller } = asked;
  const name = from.operation.slice(from.operation.indexOf(":") + 1);
  if (!inventory.enrolled.optimizer) {
    throw new AwsError("OptInRequiredException", "The account is not opted in to AWS Compute Optimizer.");
  }
  const { accountIds, maxResults, nextToken } = readRequest(Request, jsonBody(from));
  const where = { account: accountIds?.[0] ?? caller.account, region: caller.region };
  const paging = { nextToken, most: Math.max(1, maxResults) };
  const kind = kinds[name];
  if (kind) return resourceAnswer(asked, kind, where, paging);
  const workloads = workloadKinds[name];
  if (!workloads) throw unknownOperation(from.operation);
  return workloadAnswer(asked, workloads, where, paging);
}

function resourceAnswer(asked: Asked, kind: Kind, where: Where, { nextToken, most }: Paging): unknown {
  const { inventory } = asked;
  const isHere = ({ facts }: CloudResource) => facts.account === where.account && facts.region === where.region;
  const known = inventory.advice.filter(({ resource }) => isHere(resource)).filter((advice) => isOf(advice, kind));
  const { part, next } = partOf(known, nextToken, asked, most);
  const errors = kind.of === "instance" && !nextToken ? unreadable(inventory, isHere) : [];
  return { [kind.list]: part.map(kind.write), errors, nextToken: next };
}

function workloadAnswer(
  asked: Asked,
  { list, of }: { list: string; of: CloudWorkload["kind"] },
  { account, region }: Where,
  { nextToken, most }: Paging,
): unknown {
  const here = asked.inventory.workloads.filter(
    (each) => each.kind === of && each.account === account && each.region === region,
  );
  const { part, next } = partOf(
    here.filter(({ error }) => error === undefined),
    nextToken,
    asked,
    most,
  );
  // Of functions AWS leaves it unsaid.
  const isTold = of !== "function" && !nextToken;
  const errors = here.flatMap(({ arn, error }) =>
    error === undefined || !isTold ? [] : [{ identifier: arn, code: "ResourceNotFoundException", message: error }],
  );
  return { [list]: part.map(workloadAnswers[of]), errors, nextToken: next };
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
