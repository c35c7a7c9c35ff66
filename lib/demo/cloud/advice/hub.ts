import { z } from "zod";
import { AwsError, unknownOperation } from "../aws-error";
import { readRequest } from "../cost-request";
import type { Asked } from "../inventory/asked";
import { partOf } from "../inventory/asked";
import type { CloudAdvice } from "../inventory/resource";
import { jsonBody } from "../wire";
import { refreshedAt } from "./refreshed";

const Request = z.object({
  includeAllRecommendations: z.boolean().default(false),
  maxResults: z.number().int().min(1).max(1000).default(100),
  nextToken: z.string().optional(),
});

/** Cost Optimization Hub, as the management account sees it: the advice on all accounts in one list. */
export function hubAnswer(asked: Asked): unknown {
  const { inventory, from } = asked;
  switch (from.operation) {
    case "cost-optimization-hub:ListEnrollmentStatuses":
      return { items: [{ accountId: asked.caller.account, status: inventory.enrolled.hub ? "Active" : "Inactive" }] };
    case "cost-optimization-hub:GetPreferences":
      return { savingsEstimationMode: "AfterDiscounts", memberAccountDiscountVisibility: "All" };
    case "cost-optimization-hub:ListRecommendations":
      return list(asked);
    default:
      throw unknownOperation(from.operation);
  }
}

function list(asked: Asked): unknown {
  const { inventory, from } = asked;
  if (!inventory.enrolled.hub) {
    throw new AwsError("ValidationException", "The account is not enrolled in Cost Optimization Hub.");
  }
  const { maxResults, nextToken, includeAllRecommendations } = readRequest(Request, jsonBody(from));
  // All of it holds what excludes each other, here the same once more.
  const all = includeAllRecommendations ? [...inventory.advice, ...inventory.advice] : inventory.advice;
  const { part, next } = partOf(all, nextToken, asked, maxResults);
  return { items: part.map(item), nextToken: next };
}

const types: Record<string, string> = {
  instance: "Ec2Instance",
  volume: "EbsVolume",
  database: "RdsDbInstance",
  "load balancer": "LoadBalancer",
  "nat gateway": "NatGateway",
};

function item({ id, resource, action, current, recommended, ...money }: CloudAdvice): unknown {
  const { facts } = resource;
  return {
    recommendationId: id,
    accountId: facts.account,
    region: facts.region,
    resourceId: facts.arn.slice(Math.max(facts.arn.lastIndexOf("/"), facts.arn.lastIndexOf(":")) + 1),
    resourceArn: facts.arn,
    currentResourceType: types[facts.kind],
    recommendedResourceType: types[facts.kind],
    currentResourceSummary: current,
    recommendedResourceSummary: recommended,
    actionType: action,
    estimatedMonthlySavings: money.savingAfterDiscounts,
    estimatedMonthlyCost: money.monthlyCost,
    estimatedSavingsPercentage: (100 * money.savingAfterDiscounts) / money.monthlyCost,
    currencyCode: "USD",
    implementationEffort: action === "MigrateToGraviton" ? "High" : "Medium",
    restartNeeded: facts.kind !== "volume",
    rollbackPossible: action !== "Delete",
    lastRefreshTimestamp: refreshedAt / 1000,
    recommendationLookbackPeriodInDays: 14,
    source: "ComputeOptimizer",
    tags: Object.entries(facts.tags).map(([key, value]) => ({ key, value })),
  };
}
