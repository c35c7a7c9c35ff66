import type { Dimension } from "@aws-sdk/client-cloudwatch";
import type { Instance } from "../inventory";
import type { MetricName, MetricUnit, Statistic } from "../metric-series";
import type { Facts } from "./lister";

/** One metric of one resource, as CloudWatch files it. */
export type Wanted = {
  metric: MetricName;
  unit: MetricUnit;
  namespace: string;
  name: string;
  dimensions: Dimension[];
  statistics: Statistic[];
  /** Seconds that one point stands for. */
  period: number;
  /** Seconds between the measurements that a maximum is the highest of. */
  sample?: number;
};

/** Where the agent on the machine files its memory, by instance; without an agent there is no memory to be read. */
export type MemoryMetrics = Map<string, { name: string; dimensions: Dimension[] }>;

const LEVEL: Statistic[] = ["average", "maximum"];

type Spec = [MetricName, MetricUnit, string, Statistic[]];

const HOUR = 3600;
const DAY = 24 * HOUR;

const ofInstance: Spec[] = [
  ["cpu", "percent", "CPUUtilization", LEVEL],
  ["network in", "bytes", "NetworkIn", ["sum"]],
  ["network out", "bytes", "NetworkOut", ["sum"]],
];
/** The highest five minutes of an hour say whether a size is enough: its mean hides what comes in bursts. */
const ofInstanceVolumes: Spec[] = [
  ["read operations", "count", "EBSReadOps", ["maximum"]],
  ["write operations", "count", "EBSWriteOps", ["maximum"]],
  ["bytes read", "bytes", "EBSReadBytes", ["maximum"]],
  ["bytes written", "bytes", "EBSWriteBytes", ["maximum"]],
];
// AWS gives a maximum of these only for volumes of current instances; the sum is there for all.
const PEAK: Statistic[] = ["sum", "maximum"];
const ofVolume: Spec[] = [
  ["read operations", "count", "VolumeReadOps", PEAK],
  ["write operations", "count", "VolumeWriteOps", PEAK],
  ["bytes read", "bytes", "VolumeReadBytes", PEAK],
  ["bytes written", "bytes", "VolumeWriteBytes", PEAK],
];
const EBS_SAMPLE = 60;
const ofDatabase: Spec[] = [
  ["cpu", "percent", "CPUUtilization", LEVEL],
  ["connections", "count", "DatabaseConnections", ["maximum"]],
  ["free memory", "bytes", "FreeableMemory", ["minimum"]],
  ["read operations", "count", "ReadIOPS", LEVEL],
  ["write operations", "count", "WriteIOPS", LEVEL],
];
const ofGateway: Spec[] = [
  ["network out", "bytes", "BytesOutToDestination", ["sum"]],
  ["network in", "bytes", "BytesInFromDestination", ["sum"]],
];
const ofBalancer: Record<"application" | "network" | "gateway", [namespace: string, Spec[]]> = {
  application: [
    "AWS/ApplicationELB",
    [
      ["requests", "count", "RequestCount", ["sum"]],
      ["bytes processed", "bytes", "ProcessedBytes", ["sum"]],
    ],
  ],
  network: [
    "AWS/NetworkELB",
    [
      ["requests", "count", "NewFlowCount", ["sum"]],
      ["bytes processed", "bytes", "ProcessedBytes", ["sum"]],
    ],
  ],
  gateway: [
    "AWS/GatewayELB",
    [
      ["requests", "count", "NewFlowCount", ["sum"]],
      ["bytes processed", "bytes", "ProcessedBytes", ["sum"]],
    ],
  ],
};

/** S3 measures once a day, and each class of storage by itself. */
const ofBucket: Pick<Wanted, "metric" | "unit" | "name" | "dimensions">[] = [
  {
    metric: "bytes stored",
    unit: "bytes",
    name: "BucketSizeBytes",
    dimensions: [{ Name: "StorageType", Value: "StandardStorage" }],
  },
  {
    metric: "objects",
    unit: "count",
    name: "NumberOfObjects",
    dimensions: [{ Name: "StorageType", Value: "AllStorageTypes" }],
  },
];

/** What is asked about a resource: nothing where no metric would change the advice. */
export function wantedOf(resource: Facts, memory: MemoryMetrics): Wanted[] {
  switch (resource.kind) {
    case "instance":
      if (resource.state !== "running") return [];
      return [
        ...wanted("AWS/EC2", "InstanceId", resource.id, ofInstance),
        ...volumesOf(resource),
        ...memoryOf(resource.id, memory),
      ];
    case "volume":
      return resource.attachedTo ? sampled(wanted("AWS/EBS", "VolumeId", resource.id, ofVolume), EBS_SAMPLE) : [];
    case "database":
      return wanted("AWS/RDS", "DBInstanceIdentifier", resource.name, ofDatabase);
    case "nat gateway":
      return wanted("AWS/NATGateway", "NatGatewayId", lastPart(resource.arn), ofGateway);
    case "load balancer": {
      const [namespace, specs] = ofBalancer[resource.balancerType];
      return wanted(namespace, "LoadBalancer", resource.arn.split(":loadbalancer/")[1] ?? "", specs);
    }
    case "bucket":
      return ofBucket.map((each) => ({
        ...each,
        namespace: "AWS/S3",
        dimensions: [{ Name: "BucketName", Value: resource.id }, ...each.dimensions],
        statistics: ["average"],
        period: DAY,
      }));
    default:
      return [];
  }
}

function wanted(namespace: string, dimension: string, value: string, specs: Spec[]): Wanted[] {
  const dimensions = [{ Name: dimension, Value: value }];
  return specs.map(([metric, unit, name, statistics]) => ({
    metric,
    unit,
    namespace,
    name,
    dimensions,
    statistics,
    period: HOUR,
  }));
}

/** Generations before Nitro, which do not measure what passes to and from their volumes. */
const WITHOUT_VOLUME_METRICS = /^(c[134]|cc\d|cr1|d2|f1|g[23]|h1|hs1|i2|m[1-4]|p[23]|r[34]|t[12]|x1e?)\./;

function volumesOf({ id, instanceType, measuredEvery }: Facts<Instance>): Wanted[] {
  if (WITHOUT_VOLUME_METRICS.test(instanceType)) return [];
  return sampled(wanted("AWS/EC2", "InstanceId", id, ofInstanceVolumes), measuredEvery);
}

const sampled = (all: Wanted[], sample: number): Wanted[] => all.map((each) => ({ ...each, sample }));

function memoryOf(instance: string, memory: MemoryMetrics): Wanted[] {
  const filed = memory.get(instance);
  return filed
    ? [{ metric: "memory", unit: "percent", namespace: AGENT, ...filed, statistics: LEVEL, period: HOUR }]
    : [];
}

export const AGENT = "CWAgent";
/** What the agent calls memory in use on Linux and on Windows. */
export const MEMORY_NAMES = ["mem_used_percent", "Memory % Committed Bytes In Use"];

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1);
}
