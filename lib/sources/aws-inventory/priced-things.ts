import type { PricedThing } from "../inventory";

/** A product's family and its attributes in AWS's words. */
export type Product = Record<string, string | undefined>;

type Question = {
  service: string;
  filters: Record<string, string>;
  /** What the product is to us; null for what no advice is given on. */
  thingOf: (product: Product) => PricedThing | null;
};

const onDemand = { tenancy: "Shared", preInstalledSw: "NA", capacitystatus: "Used" };
const platforms = { Linux: "linux", RHEL: "rhel", SUSE: "suse", Windows: "windows" } as const;

const computers = Object.entries(platforms).map(
  ([operatingSystem, platform]): Question => ({
    service: "AmazonEC2",
    filters: { ...onDemand, operatingSystem, marketoption: "OnDemand" },
    thingOf: ({ instanceType, licenseModel }) =>
      instanceType && licenseModel !== "Bring your own license" ? { kind: "instance", instanceType, platform } : null,
  }),
);

const storage: Question = {
  service: "AmazonEC2",
  filters: { productFamily: "Storage" },
  thingOf: ({ volumeApiName }) => (volumeApiName ? { kind: "volume", volumeType: volumeApiName } : null),
};

const operations: Question = {
  service: "AmazonEC2",
  filters: { productFamily: "System Operation", group: "EBS IOPS" },
  thingOf: ({ volumeApiName }) => (volumeApiName ? { kind: "volume iops", volumeType: volumeApiName } : null),
};

const throughput: Question = {
  service: "AmazonEC2",
  filters: { productFamily: "Provisioned Throughput" },
  thingOf: ({ volumeApiName }) => (volumeApiName ? { kind: "volume throughput", volumeType: volumeApiName } : null),
};

const snapshots: Question = {
  service: "AmazonEC2",
  filters: { productFamily: "Storage Snapshot" },
  thingOf: ({ usagetype = "" }) => {
    if (/EBS:SnapshotUsage$/.test(usagetype)) return { kind: "snapshot", tier: "standard" };
    return /EBS:SnapshotArchiveStorage$/.test(usagetype) ? { kind: "snapshot", tier: "archive" } : null;
  },
};

const addresses: Question = {
  service: "AmazonVPC",
  filters: { group: "VPCPublicIPv4Address" },
  thingOf: ({ usagetype = "" }) => (/PublicIPv4:IdleAddress$/.test(usagetype) ? { kind: "address" } : null),
};

const gateways: Question = {
  service: "AmazonEC2",
  filters: { productFamily: "NAT Gateway" },
  thingOf: ({ usagetype = "" }) => {
    if (/NatGateway-Hours$/.test(usagetype)) return { kind: "nat gateway" };
    return /NatGateway-Bytes$/.test(usagetype) ? { kind: "nat gateway traffic" } : null;
  },
};

const objects: Question = {
  service: "AmazonS3",
  filters: { productFamily: "Storage", volumeType: "Standard" },
  thingOf: ({ usagetype = "" }) => (/TimedStorage-ByteHrs$/.test(usagetype) ? { kind: "bucket storage" } : null),
};

const balancers = { Application: "application", Network: "network", Gateway: "gateway" } as const;
const balancerQuestions = Object.entries(balancers).map(
  ([name, balancerType]): Question => ({
    service: "AWSELB",
    filters: { productFamily: name === "Application" ? "Load Balancer-Application" : `Load Balancer-${name}` },
    thingOf: ({ usagetype = "" }) =>
      /LoadBalancerUsage$/.test(usagetype) ? { kind: "load balancer", balancerType } : null,
  }),
);

const engines: Record<string, string> = {
  "Aurora MySQL": "aurora-mysql",
  "Aurora PostgreSQL": "aurora-postgresql",
  MariaDB: "mariadb",
  MySQL: "mysql",
  PostgreSQL: "postgres",
};

/** Engines with a licence have several prices each, which the class and the engine alone do not tell apart. */
const databases: Question = {
  service: "AmazonRDS",
  filters: { productFamily: "Database Instance" },
  thingOf: ({ instanceType, databaseEngine = "", deploymentOption }) => {
    const engine = engines[databaseEngine];
    if (!(instanceType && engine)) return null;
    if (deploymentOption !== "Single-AZ" && deploymentOption !== "Multi-AZ") return null;
    return { kind: "database", instanceClass: instanceType, engine, multiAz: deploymentOption === "Multi-AZ" };
  },
};

export const pricedThings: readonly Question[] = [
  ...computers,
  storage,
  operations,
  throughput,
  snapshots,
  addresses,
  gateways,
  objects,
  ...balancerQuestions,
  databases,
];
