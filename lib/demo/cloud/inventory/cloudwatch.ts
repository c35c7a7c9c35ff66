import { z } from "zod";
import type { MetricName, Statistic } from "../../../sources/metric-series";
import { AwsError, unknownOperation } from "../aws-error";
import { readRequest } from "../cost-request";
import { jsonBody } from "../wire";
import { type Asked, partOf, resourcesOf } from "./asked";
import type { CloudInventory, CloudResource } from "./resource";
import { seedOf, valueAt } from "./values";

export function cloudWatchAnswer(asked: Asked): unknown {
  switch (asked.from.operation) {
    case "cloudwatch:GetMetricData":
      return metricData(asked);
    case "cloudwatch:ListMetrics":
      return metricList(asked);
    default:
      throw unknownOperation(asked.from.operation);
  }
}

/** Where CloudWatch files each metric of a resource. */
const filed: Record<string, MetricName> = {
  "AWS/EC2 CPUUtilization": "cpu",
  "AWS/EC2 NetworkIn": "network in",
  "AWS/EC2 NetworkOut": "network out",
  "AWS/EC2 EBSReadOps": "read operations",
  "AWS/EC2 EBSWriteOps": "write operations",
  "AWS/EC2 EBSReadBytes": "bytes read",
  "AWS/EC2 EBSWriteBytes": "bytes written",
  "CWAgent mem_used_percent": "memory",
  "CWAgent Memory % Committed Bytes In Use": "memory",
  "AWS/EBS VolumeReadOps": "read operations",
  "AWS/EBS VolumeWriteOps": "write operations",
  "AWS/EBS VolumeReadBytes": "bytes read",
  "AWS/EBS VolumeWriteBytes": "bytes written",
  "AWS/RDS CPUUtilization": "cpu",
  "AWS/RDS DatabaseConnections": "connections",
  "AWS/RDS FreeableMemory": "free memory",
  "AWS/RDS ReadIOPS": "read operations",
  "AWS/RDS WriteIOPS": "write operations",
  "AWS/NATGateway BytesOutToDestination": "network out",
  "AWS/NATGateway BytesInFromDestination": "network in",
  "AWS/ApplicationELB RequestCount": "requests",
  "AWS/ApplicationELB ProcessedBytes": "bytes processed",
  "AWS/NetworkELB NewFlowCount": "requests",
  "AWS/NetworkELB ProcessedBytes": "bytes processed",
  "AWS/S3 BucketSizeBytes": "bytes stored",
  "AWS/S3 NumberOfObjects": "objects",
};

/** Measurements an hour of what is counted: a maximum is the highest of them. */
const samplesAnHour = (name: string): number | null => {
  if (name.startsWith("AWS/EC2 EBS")) return 12;
  return name.startsWith("AWS/EBS Volume") ? 60 : null;
};

const statistics: Record<string, Statistic> = {
  Average: "average",
  Maximum: "maximum",
  Minimum: "minimum",
  Sum: "sum",
};

const MOST_QUERIES = 500;
const MOST_POINTS = 100_800;

const Dimensions = z.array(z.object({ Name: z.string(), Value: z.string() })).default([]);
const DataRequest = z.object({
  StartTime: z.number(),
  EndTime: z.number(),
  NextToken: z.string().optional(),
  MaxDatapoints: z.number().int().max(MOST_POINTS).default(MOST_POINTS),
  MetricDataQueries: z
    .array(
      z.object({
        Id: z.string().regex(/^[a-z]\w*$/),
        MetricStat: z.object({
          Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions }),
          Period: z.number().int().multipleOf(60),
          Stat: z.string(),
        }),
      }),
    )
    .min(1)
    .max(MOST_QUERIES),
});
type DataRequest = z.output<typeof DataRequest>;

function metricData(asked: Asked): unknown {
  const request = readRequest(DataRequest, jsonBody(asked.from));
  const hours = Math.max(1, Math.ceil((request.EndTime - request.StartTime) / 3600));
  const most = Math.max(1, Math.floor(request.MaxDatapoints / hours));
  const { part, next } = partOf(request.MetricDataQueries, request.NextToken, asked, most);
  return { MetricDataResults: part.map((query) => result(query, request, asked)), NextToken: next, Messages: [] };
}

function result(
  { Id, MetricStat }: DataRequest["MetricDataQueries"][number],
  request: DataRequest,
  { inventory }: Asked,
): unknown {
  const { Namespace, MetricName, Dimensions: dimensions } = MetricStat.Metric;
  const statistic = statistics[MetricStat.Stat];
  if (!statistic) throw new AwsError("ValidationError", `The statistic ${MetricStat.Stat} is not known here.`);
  const period = Namespace === "AWS/S3" ? 86_400 : 3600;
  if (MetricStat.Period !== period) throw new AwsError("ValidationError", `Only ${period} seconds are known here.`);
  const name = `${Namespace} ${MetricName}`;
  const metric = filed[name];
  const named = dimensions.find(({ Name }) => Object.hasOwn(identifying, Name));
  const resource = named && measuredIn(inventory).get(`${named.Name} ${named.Value}`);
  const points =
    metric && resource
      ? pointsOf(resource, { metric, statistic, request, period, samples: samplesAnHour(name) })
      : { Timestamps: [], Values: [] };
  return { Id, Label: MetricName, ...points, StatusCode: "Complete" };
}

type Wanted = {
  metric: MetricName;
  statistic: Statistic;
  request: DataRequest;
  period: number;
  samples: number | null;
};

function pointsOf(resource: CloudResource, { metric, statistic, request, period, samples }: Wanted) {
  const points: { Timestamps: number[]; Values: (number | string)[] } = { Timestamps: [], Values: [] };
  const use = resource.use[metric];
  if (!use) return points;
  const isPeak = samples !== null && statistic === "maximum";
  const share = isPeak ? (use.burst ?? 1) / samples : 1;
  const seed = seedOf(`${resource.facts.id} ${metric}`);
  const hours = period / 3600;
  const first = Math.ceil(request.StartTime / period) * hours;
  for (let hour = first; hour * 3600 < request.EndTime; hour += hours) {
    const value = valueAt(resource, use, { hour, seed, statistic });
    if (value === null) continue;
    points.Timestamps.push(hour * 3600);
    // JSON has no NaN; AWS writes it as a text.
    points.Values.push(Number.isNaN(value) ? "NaN" : value * share);
  }
  return points;
}

/** The dimension that names one resource, and how its value is made. */
const identifying: Record<string, (facts: CloudResource["facts"]) => string> = {
  InstanceId: ({ id }) => id,
  VolumeId: ({ id }) => id,
  DBInstanceIdentifier: ({ name }) => name,
  NatGatewayId: ({ arn }) => arn.slice(arn.lastIndexOf("/") + 1),
  LoadBalancer: ({ arn }) => arn.split(":loadbalancer/")[1] ?? "",
  BucketName: ({ id }) => id,
};
const dimensionOf: Partial<Record<CloudResource["facts"]["kind"], string>> = {
  instance: "InstanceId",
  volume: "VolumeId",
  database: "DBInstanceIdentifier",
  "nat gateway": "NatGatewayId",
  "load balancer": "LoadBalancer",
  bucket: "BucketName",
};

const indexes = new WeakMap<CloudInventory, Map<string, CloudResource>>();

function measuredIn(inventory: CloudInventory): Map<string, CloudResource> {
  const index = indexes.get(inventory) ?? new Map(inventory.resources.flatMap(keyed));
  indexes.set(inventory, index);
  return index;
}

function keyed(resource: CloudResource): [string, CloudResource][] {
  const name = dimensionOf[resource.facts.kind];
  const value = name && identifying[name]?.(resource.facts);
  return value ? [[`${name} ${value}`, resource]] : [];
}

const ListRequest = z.object({ Namespace: z.string(), MetricName: z.string(), NextToken: z.string().optional() });
const WINDOWS_MEMORY = "Memory % Committed Bytes In Use";

/** Only the agent's memory is listed: nothing else is asked for. */
function metricList(asked: Asked): unknown {
  const { Namespace, MetricName, NextToken } = readRequest(ListRequest, jsonBody(asked.from));
  const isWindows = MetricName === WINDOWS_MEMORY;
  const known = Namespace === "CWAgent" && (isWindows || MetricName === "mem_used_percent");
  const instances = resourcesOf(asked, "instance").filter(
    ({ facts, use }) => known && use.memory && (facts.platform === "windows") === isWindows,
  );
  const { part, next } = partOf(instances, NextToken, asked, 500);
  const Metrics = part.map(({ facts }) => ({
    Namespace,
    MetricName,
    Dimensions: [
      ...(isWindows ? [{ Name: "objectname", Value: "Memory" }] : []),
      { Name: "InstanceId", Value: facts.id },
      { Name: "InstanceType", Value: facts.instanceType },
    ],
  }));
  return { Metrics, NextToken: next };
}
