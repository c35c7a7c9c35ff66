import type { MetricName, MetricSeries } from "./metric-series";

/** What an account has, as its provider lists it: no verdict and no money yet. Everything but metrics is plain JSON. */

export type Architecture = "x86_64" | "arm64";
export type Platform = "linux" | "rhel" | "suse" | "windows";

/** What every resource has. */
type Known = {
  account: string;
  region: string;
  /** As FOCUS exports name it in ResourceId, so that it meets its own spend in the ledger. */
  id: string;
  arn: string;
  /** The Name tag, or the name it was created with; else its short id. */
  name: string;
  tags: Record<string, string>;
  /** Null where the provider does not tell. */
  createdAt: Date | null;
  state: string;
  /** Null where the provider does not tell since when. */
  stateSince: Date | null;
  metrics: Partial<Record<MetricName, MetricSeries>>;
};

export type Instance = Known & {
  kind: "instance";
  state: "pending" | "running" | "stopping" | "stopped";
  instanceType: string;
  platform: Platform;
  architecture: Architecture;
  lifecycle: "on-demand" | "spot" | "capacity-block";
  tenancy: "default" | "dedicated" | "host";
  autoScalingGroup: string | null;
  /** Seconds between measurements: 60 where detailed monitoring is paid for. */
  measuredEvery: 60 | 300;
  /** Ids of the volumes attached to it. */
  volumeIds: string[];
};

export type Volume = Known & {
  kind: "volume";
  state: "creating" | "available" | "in-use" | "deleting" | "error";
  volumeType: string;
  sizeGib: number;
  iops: number | null;
  /** MiB a second. */
  throughput: number | null;
  /** Id of the instance it is attached to. */
  attachedTo: string | null;
};

export type Snapshot = Known & {
  kind: "snapshot";
  /** Null for a copy, whose volume is elsewhere. */
  volumeId: string | null;
  /** Size of the volume; the snapshot itself is at most that large. */
  sizeGib: number;
  tier: "standard" | "archive";
  /** Images that start from it: it cannot be deleted while they exist. */
  usedByImages: string[];
};

export type Address = Known & {
  kind: "address";
  publicIp: string;
  associatedWith: string | null;
};

export type LoadBalancer = Known & {
  kind: "load balancer";
  balancerType: "application" | "network" | "gateway";
  targets: { registered: number; healthy: number };
};

export type NatGateway = Known & { kind: "nat gateway"; vpcId: string | null };

export type Database = Known & {
  kind: "database";
  instanceClass: string;
  /** As RDS names it: postgres, mysql, aurora-postgresql, oracle-se2, sqlserver-ex, … */
  engine: string;
  multiAz: boolean;
  storageType: string | null;
  storageGib: number | null;
  iops: number | null;
  /** Id of the database this one copies from. */
  replicaOf: string | null;
  /** Cluster it belongs to (Aurora). */
  cluster: string | null;
};

export type Bucket = Known & {
  kind: "bucket";
  /** Null where it may not be read. */
  hasLifecycle: boolean | null;
};

export type Resource = Instance | Volume | Snapshot | Address | LoadBalancer | NatGateway | Database | Bucket;
export type ResourceKind = Resource["kind"];

/** What could not be read, in words, with the step to take. The rest of the page is sound all the same. */
export type InventoryProblem = {
  reason: "no permission" | "disappeared" | "region closed" | "refused";
  account: string;
  region: string;
  /** What was being asked for. */
  what: ResourceKind | "metrics" | "catalogue" | "prices";
  resourceId: string | null;
  /** The IAM action that is missing. */
  permission: string | null;
  message: string;
  step: string;
};

/** One part of an inventory. `mark` continues after it: give it back to the reader to resume. */
export type InventoryPage = {
  region: string;
  resources: Resource[];
  problems: InventoryProblem[];
  mark: InventoryMark;
  asked: InventoryRequests;
};

/** Where an interrupted run goes on: opaque to everybody but the reader, plain JSON. */
export type InventoryMark = { account: string; region: string; step: string; token: string | null };

/** What reading has cost so far. AWS charges for metrics by their number, $0.01 for 1,000. */
export type InventoryRequests = {
  readonly requests: number;
  metrics: number;
  /** Dollars, as a decimal. */
  metricsCost: string;
};

/** What an instance type is; databases have the same types under "db.". */
export type InstanceType = {
  name: string;
  architectures: Architecture[];
  vcpus: number;
  memoryMib: number;
  /** What it may use all day, in Gbit/s; null where the provider states it in words only ("Moderate"). */
  networkGbps: number | null;
  /** What it may use all day for its volumes; null where it has no dedicated bandwidth. */
  ebsMbps: number | null;
  ebsIops: number | null;
  currentGeneration: boolean;
  burstable: boolean;
  localStorageGb: number;
  gpus: number;
  hypervisor: "nitro" | "xen" | "metal";
};

/** A price of the provider's public list: what anybody pays who has agreed nothing. */
export type ListPrice = {
  basis: "list price";
  region: string;
  currency: string;
  /** Exact decimal for one unit. */
  amount: string;
  unit: "hour" | "GB-month" | "IOPS-month" | "MiBps-month" | "GB";
  of: PricedThing;
};

export type PricedThing =
  | { kind: "instance"; instanceType: string; platform: Platform }
  | { kind: "database"; instanceClass: string; engine: string; multiAz: boolean }
  | { kind: "volume" | "volume iops" | "volume throughput"; volumeType: string }
  | { kind: "snapshot"; tier: "standard" | "archive" }
  | { kind: "address" }
  | { kind: "load balancer"; balancerType: "application" | "network" | "gateway" }
  | { kind: "nat gateway" }
  | { kind: "nat gateway traffic" }
  | { kind: "bucket storage" };

/** What one region offers. Cache it: it changes a few times a month. */
export type RegionCatalogue = {
  region: string;
  types: InstanceType[];
  prices: ListPrice[];
  problems: InventoryProblem[];
};
