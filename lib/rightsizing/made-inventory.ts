import type {
  Instance,
  InstanceType,
  InventoryPage,
  InventoryProblem,
  ListPrice,
  RegionCatalogue,
  Resource,
  Volume,
} from "../sources/inventory";
import type { MetricSeries } from "../sources/metric-series";
import type { Inventory } from "./run/readers";

/** For tests and measurements: an inventory of our own making, with metrics that say what they are told to. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";

const HOUR = 3_600_000;

/** Level hourly measurements that end at `now`. */
export function series(now: Date, values: (hour: number, at: Date) => number, days = 14): MetricSeries {
  const count = days * 24;
  const from = new Date(Math.floor(now.getTime() / HOUR) * HOUR - count * HOUR);
  const points = Float32Array.from({ length: count }, (_, index) =>
    values(index, new Date(from.getTime() + index * HOUR)),
  );
  const present = points.filter((value) => !Number.isNaN(value)).length;
  return {
    unit: "percent",
    from,
    period: 3600,
    expected: count,
    present,
    points: { average: points, maximum: points },
  };
}

/** The same of a counter. */
export function counter(now: Date, values: (hour: number, at: Date) => number, days = 14): MetricSeries {
  const made = series(now, values, days);
  const { average } = made.points;
  return { ...made, unit: "count", points: average ? { sum: average } : {} };
}

export const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 24 * HOUR);

export function instance(now: Date, id: string, more: Partial<Instance> = {}): Instance {
  return {
    kind: "instance",
    account: ACCOUNT,
    region: REGION,
    id,
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${id}`,
    name: id,
    tags: {},
    createdAt: daysBefore(now, 200),
    state: "running",
    stateSince: daysBefore(now, 200),
    instanceType: "m6i.2xlarge",
    platform: "linux",
    architecture: "x86_64",
    lifecycle: "on-demand",
    tenancy: "default",
    autoScalingGroup: null,
    measuredEvery: 300,
    volumeIds: [],
    ...more,
    metrics: { ...busy(now, { cpu: 20, memory: 25 }), ...more.metrics },
  };
}

/** A machine that does something at all hours. */
export function busy(now: Date, { cpu, memory }: { cpu: number; memory?: number }): Instance["metrics"] {
  return {
    cpu: series(now, (hour) => cpu - (hour % 3)),
    ...(memory === undefined ? {} : { memory: series(now, () => memory) }),
    "network in": counter(now, () => 50_000_000),
    "network out": counter(now, () => 50_000_000),
  };
}

export function volume(now: Date, id: string, more: Partial<Volume> = {}): Volume {
  return {
    kind: "volume",
    account: ACCOUNT,
    region: REGION,
    id,
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT}:volume/${id}`,
    name: id,
    tags: {},
    createdAt: daysBefore(now, 200),
    state: "in-use",
    stateSince: daysBefore(now, 200),
    volumeType: "gp3",
    sizeGib: 100,
    iops: 3000,
    throughput: 125,
    attachedTo: "i-some",
    metrics: {},
    ...more,
  };
}

const type = (name: string, vcpus: number, gib: number, more: Partial<InstanceType> = {}): InstanceType => ({
  name,
  architectures: ["x86_64"],
  vcpus,
  memoryMib: gib * 1024,
  networkGbps: 12.5,
  ebsMbps: 10_000,
  ebsIops: 40_000,
  currentGeneration: true,
  burstable: false,
  localStorageGb: 0,
  gpus: 0,
  hypervisor: "nitro",
  ...more,
});

const types: [InstanceType, string][] = [
  [type("m6i.large", 2, 8), "0.096"],
  [type("m6i.xlarge", 4, 16), "0.192"],
  [type("m6i.2xlarge", 8, 32), "0.384"],
  [type("m6i.4xlarge", 16, 64), "0.768"],
  [type("m6g.xlarge", 4, 16, { architectures: ["arm64"] }), "0.154"],
  [type("m6g.2xlarge", 8, 32, { architectures: ["arm64"] }), "0.308"],
  [type("m4.2xlarge", 8, 32, { currentGeneration: false, hypervisor: "xen" }), "0.4"],
  [type("t3.large", 2, 8, { burstable: true }), "0.0832"],
];

const hour = (of: ListPrice["of"], amount: string): ListPrice => ({
  basis: "list price",
  region: REGION,
  currency: "USD",
  amount,
  unit: "hour",
  of,
});

export const catalogue: RegionCatalogue = {
  region: REGION,
  types: types.map(([each]) => each),
  prices: [
    ...types.map(([{ name }, amount]) => hour({ kind: "instance", instanceType: name, platform: "linux" }, amount)),
    ...types.map(([{ name }, amount]) =>
      hour({ kind: "database", instanceClass: `db.${name}`, engine: "postgres", multiAz: false }, amount),
    ),
    hour({ kind: "volume", volumeType: "gp2" }, "0.11"),
    hour({ kind: "volume", volumeType: "gp3" }, "0.088"),
    hour({ kind: "volume", volumeType: "io1" }, "0.138"),
    hour({ kind: "volume iops", volumeType: "io1" }, "0.072"),
    hour({ kind: "volume iops", volumeType: "gp3" }, "0.0055"),
    hour({ kind: "volume throughput", volumeType: "gp3" }, "0.044"),
    hour({ kind: "snapshot", tier: "standard" }, "0.05"),
    hour({ kind: "address" }, "0.005"),
    hour({ kind: "nat gateway" }, "0.048"),
    hour({ kind: "load balancer", balancerType: "application" }, "0.0252"),
  ],
  problems: [],
};

/** An inventory of these resources, on pages of so many. */
export function madeInventory(resources: Resource[], more: Partial<InventoryPage> & { page?: number } = {}): Inventory {
  const { page: size = 1000, ...page } = more;
  return {
    catalogue: async () => catalogue,
    pages: async function* (mark) {
      for (let from = Number(mark?.token ?? 0); from < Math.max(1, resources.length); from += size) {
        yield {
          region: REGION,
          resources: resources.slice(from, from + size),
          problems: [],
          mark: { account: ACCOUNT, region: REGION, step: "", token: String(from + size) },
          asked: { requests: 1 + from / size, metrics: 0, metricsCost: "0" },
          ...page,
        } satisfies InventoryPage;
      }
    },
  };
}

export const denied = (what: InventoryProblem["what"]): InventoryProblem => ({
  ...{ reason: "no permission", account: ACCOUNT, region: REGION, what, resourceId: null },
  ...{ permission: `x:${what}`, message: `No ${what}.`, step: "Allow it." },
});

/** An account that cannot be signed in to, as its reader tells of it. */
export const closedAccount: Inventory = {
  ...madeInventory([]),
  pages: async function* () {
    const place = { account: ACCOUNT, region: "us-east-1" };
    const words = { permission: "sts:AssumeRole", message: "It may not be assumed.", step: "Trust it." };
    yield {
      ...place,
      resources: [],
      problems: [{ ...denied("catalogue"), ...place, ...words }],
      mark: { ...place, region: "~", step: "", token: null },
      asked: { requests: 1, metrics: 0, metricsCost: "0" },
    };
  },
};
