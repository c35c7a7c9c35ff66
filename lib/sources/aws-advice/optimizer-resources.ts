import { z } from "zod";
import { described } from "../aws-inventory/described";
import { bestOf, Common, isFinding, Option, type Told, told } from "./optimizer-told";
import { Word } from "./told";

const Instance = Common.extend({
  instanceArn: z.string(),
  instanceName: Word,
  currentInstanceType: z.string(),
  recommendationOptions: z.array(Option.extend({ instanceType: z.string() })).default([]),
});

/** Null for what is right as it is. */
export function instance(entry: unknown): Told | null {
  const found = described(Instance, entry, "an instance");
  const option = bestOf(found.recommendationOptions);
  if (!option || option.instanceType === found.currentInstanceType) return null;
  const isArm = option.platformDifferences?.includes("Architecture");
  if (isFinding(found.finding, "Optimized") && !isArm) return null;
  return told(found, option, {
    arn: found.instanceArn,
    name: found.instanceName,
    type: "Ec2Instance",
    action: isArm ? "MigrateToGraviton" : "Rightsize",
    current: found.currentInstanceType,
    recommended: option.instanceType,
  });
}

const Configuration = z.object({
  volumeType: z.string().default(""),
  volumeSize: z.number().default(0),
  volumeBaselineIOPS: z.number().nullish(),
  volumeBaselineThroughput: z.number().nullish(),
});

const Volume = Common.extend({
  volumeArn: z.string(),
  currentConfiguration: Configuration,
  volumeRecommendationOptions: z.array(Option.extend({ configuration: Configuration })).default([]),
});

export function volume(entry: unknown): Told | null {
  const found = described(Volume, entry, "a volume");
  const option = bestOf(found.volumeRecommendationOptions);
  if (!option || isFinding(found.finding, "Optimized")) return null;
  const { currentConfiguration: current, volumeArn: arn } = found;
  const isUpgrade = current.volumeType !== option.configuration.volumeType;
  return told(found, option, {
    arn,
    type: "EbsVolume",
    action: isUpgrade ? "Upgrade" : "Rightsize",
    current: volumeWords(current),
    recommended: volumeWords(option.configuration),
  });
}

function volumeWords(of: z.output<typeof Configuration>): string {
  const more = [of.volumeBaselineIOPS && `${of.volumeBaselineIOPS} IOPS`].filter(Boolean);
  return [`${of.volumeType} ${of.volumeSize} GiB`, ...more].join(", ");
}

const Database = Common.extend({
  resourceArn: z.string(),
  currentDBInstanceClass: z.string().default(""),
  instanceFinding: Word,
  instanceFindingReasonCodes: z.array(z.string()).nullish(),
  instanceRecommendationOptions: z.array(Option.extend({ dbInstanceClass: z.string() })).default([]),
});

export function database(entry: unknown): Told | null {
  const found = described(Database, entry, "a database");
  const option = bestOf(found.instanceRecommendationOptions);
  const { instanceFinding: finding, resourceArn: arn, currentDBInstanceClass: current } = found;
  if (!option || isFinding(finding, "Optimized") || option.dbInstanceClass === current) return null;
  const common = { ...found, finding, findingReasonCodes: found.instanceFindingReasonCodes ?? [] };
  return told(common, option, {
    arn,
    name: arn.slice(arn.lastIndexOf(":") + 1),
    type: "RdsDbInstance",
    action: "Rightsize",
    current,
    recommended: option.dbInstanceClass,
  });
}

const Idle = Common.extend({
  resourceArn: z.string(),
  resourceType: z.string().default("Unknown"),
  findingDescription: Word,
}).and(Option.pick({ savingsOpportunity: true, savingsOpportunityAfterDiscounts: true }));

const types: Record<string, string> = {
  EC2Instance: "Ec2Instance",
  EBSVolume: "EbsVolume",
  RDSDBInstance: "RdsDbInstance",
  AutoScalingGroup: "Ec2AutoScalingGroup",
  ECSService: "EcsService",
};

/** Machines can be stopped and started again; everything else that is idle can only go. */
export function idleResource(entry: unknown): Told | null {
  const found = described(Idle, entry, "an idle resource");
  const { resourceArn: arn, resourceType, findingDescription } = found;
  const common = { ...found, findingReasonCodes: findingDescription ? [findingDescription] : [] };
  return told(common, found, {
    arn,
    type: types[resourceType] ?? resourceType,
    action: resourceType === "EC2Instance" || resourceType === "RDSDBInstance" ? "Stop" : "Delete",
    current: found.finding ?? "Idle",
    recommended: null,
  });
}
