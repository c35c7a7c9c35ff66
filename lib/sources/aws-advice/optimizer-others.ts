import { z } from "zod";
import { described } from "../aws-inventory/described";
import { bestOf, Common, isFinding, Option, type Told, told } from "./optimizer-told";
import { Word } from "./told";

const Lambda = Common.extend({
  functionArn: z.string(),
  currentMemorySize: z.number().default(0),
  memorySizeRecommendationOptions: z.array(Option.extend({ memorySize: z.number() })).default([]),
});

export function lambdaFunction(entry: unknown): Told | null {
  const found = described(Lambda, entry, "a function");
  const option = bestOf(found.memorySizeRecommendationOptions);
  if (!option || isFinding(found.finding, "Optimized")) return null;
  return told(found, option, {
    arn: found.functionArn.replace(/:\$LATEST$/, ""),
    name: found.functionArn.split(":function:")[1]?.split(":")[0] ?? null,
    type: "LambdaFunction",
    action: "Rightsize",
    current: `${found.currentMemorySize} MB`,
    recommended: `${option.memorySize} MB`,
  });
}

const Group = z.object({
  instanceType: Word,
  desiredCapacity: z.number().nullish(),
  minSize: z.number().nullish(),
  maxSize: z.number().nullish(),
});
const AutoScalingGroup = Common.extend({
  autoScalingGroupArn: z.string(),
  autoScalingGroupName: Word,
  currentConfiguration: Group,
  recommendationOptions: z.array(Option.extend({ configuration: Group })).default([]),
});

export function autoScalingGroup(entry: unknown): Told | null {
  const found = described(AutoScalingGroup, entry, "an auto-scaling group");
  const option = bestOf(found.recommendationOptions);
  if (!option || isFinding(found.finding, "Optimized")) return null;
  const { currentConfiguration: now } = found;
  const isFewer = (option.configuration.desiredCapacity ?? 0) < (now.desiredCapacity ?? 0);
  const isSameType = option.configuration.instanceType === now.instanceType;
  return told(found, option, {
    arn: found.autoScalingGroupArn,
    name: found.autoScalingGroupName,
    type: "Ec2AutoScalingGroup",
    action: isSameType && isFewer ? "ScaleIn" : "Rightsize",
    current: groupWords(now),
    recommended: groupWords(option.configuration),
  });
}

function groupWords({ instanceType, desiredCapacity }: z.output<typeof Group>): string {
  return [desiredCapacity, instanceType ?? "several types"]
    .filter((word) => word !== null && word !== undefined)
    .join(" x ");
}

const Service = Common.extend({
  serviceArn: z.string(),
  currentServiceConfiguration: z.object({ cpu: z.number().nullish(), memory: z.number().nullish() }).prefault({}),
  serviceRecommendationOptions: z
    .array(Option.extend({ cpu: z.number().nullish(), memory: z.number().nullish() }))
    .default([]),
});

export function ecsService(entry: unknown): Told | null {
  const found = described(Service, entry, "a service");
  const option = bestOf(found.serviceRecommendationOptions);
  if (!option || isFinding(found.finding, "Optimized")) return null;
  const words = ({ cpu, memory }: { cpu?: number | null | undefined; memory?: number | null | undefined }) =>
    `${cpu ?? "?"} CPU units, ${memory ?? "?"} MiB`;
  return told(found, option, {
    arn: found.serviceArn,
    name: found.serviceArn.slice(found.serviceArn.lastIndexOf("/") + 1),
    type: "EcsService",
    action: "Rightsize",
    current: words(found.currentServiceConfiguration),
    recommended: words(option),
  });
}
