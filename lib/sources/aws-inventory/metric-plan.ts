import type { Dimension } from "@aws-sdk/client-cloudwatch";
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
const ofVolume: Spec[] = [
  ["read operations", "count", "VolumeReadOps", ["sum"]],
  ["write operations", "count", "VolumeWriteOps", ["sum"]],
  ["bytes read", "bytes", "VolumeReadBytes", ["sum"]],
  ["bytes written", "bytes", "VolumeWriteBytes", ["sum"]],
];
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
      return [...wanted("AWS/EC2", "InstanceId", resource.id, ofInstance), ...memoryOf(resource.id, memory)];
    case "volume":
      return resource.attachedTo ? wanted("AWS/EBS", "VolumeId", resource.id, ofVolume) : [];
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
