import type { Architecture, InstanceType, ListPrice, Platform, PricedThing } from "../../../sources/inventory";

/** A family of instance types: memory for each vCPU, price of its "large", and what else they have in common. */
type Family = {
  name: string;
  sizes: string;
  gibPerVcpu: number;
  /** Dollars an hour of two vCPUs in Virginia. */
  large: number;
  architecture?: Architecture;
  previous?: true;
  burstable?: true;
  gpus?: number;
  /** Sold as a class of databases too; dollars an hour of two vCPUs. */
  database?: number;
};

const families: readonly Family[] = [
  { name: "m6i", sizes: "large xlarge 2xlarge 4xlarge", gibPerVcpu: 4, large: 0.096, database: 0.178 },
  { name: "c6i", sizes: "large xlarge 2xlarge 4xlarge", gibPerVcpu: 2, large: 0.085 },
  { name: "r6i", sizes: "large xlarge 2xlarge 4xlarge", gibPerVcpu: 8, large: 0.126, database: 0.25 },
  { name: "m7i", sizes: "large xlarge 2xlarge 4xlarge", gibPerVcpu: 4, large: 0.1008 },
  {
    name: "m6g",
    sizes: "large xlarge 2xlarge 4xlarge",
    gibPerVcpu: 4,
    large: 0.077,
    architecture: "arm64",
    database: 0.159,
  },
  { name: "c6g", sizes: "large xlarge 2xlarge 4xlarge", gibPerVcpu: 2, large: 0.068, architecture: "arm64" },
  {
    name: "r6g",
    sizes: "large xlarge 2xlarge 4xlarge",
    gibPerVcpu: 8,
    large: 0.1008,
    architecture: "arm64",
    database: 0.2395,
  },
  { name: "m7g", sizes: "large xlarge 2xlarge 4xlarge", gibPerVcpu: 4, large: 0.0816, architecture: "arm64" },
  { name: "t3", sizes: "medium large xlarge", gibPerVcpu: 4, large: 0.0832, burstable: true, database: 0.145 },
  {
    name: "t4g",
    sizes: "medium large xlarge",
    gibPerVcpu: 4,
    large: 0.0672,
    burstable: true,
    architecture: "arm64",
    database: 0.129,
  },
  { name: "m4", sizes: "large xlarge 2xlarge", gibPerVcpu: 4, large: 0.1, previous: true },
  { name: "c4", sizes: "large xlarge 2xlarge", gibPerVcpu: 1.875, large: 0.1, previous: true },
  { name: "r4", sizes: "large xlarge 2xlarge", gibPerVcpu: 7.625, large: 0.133, previous: true },
  { name: "t2", sizes: "medium large", gibPerVcpu: 4, large: 0.0928, previous: true, burstable: true },
  { name: "g5", sizes: "4xlarge", gibPerVcpu: 4, large: 0.203, gpus: 1 },
];

/** A "medium" of the burstable families has the vCPUs of a "large" and half of all else. */
const vcpus: Record<string, number> = { medium: 2, large: 2, xlarge: 4, "2xlarge": 8, "4xlarge": 16 };
const share: Record<string, number> = { medium: 0.5, large: 1, xlarge: 2, "2xlarge": 4, "4xlarge": 8 };

const sizesOf = ({ sizes }: Family) => sizes.split(" ");

export const instanceTypes: readonly InstanceType[] = families.flatMap((family) =>
  sizesOf(family).map((size) => typeOf(family, size)),
);

function typeOf({ name, gibPerVcpu, architecture = "x86_64", ...family }: Family, size: string): InstanceType {
  const multiple = share[size] ?? 1;
  return {
    name: `${name}.${size}`,
    architectures: [architecture],
    vcpus: vcpus[size] ?? 2,
    memoryMib: 2048 * gibPerVcpu * multiple,
    networkGbps: family.previous ? null : 0.75 * multiple,
    ebsMbps: family.previous ? null : 650 * multiple,
    ebsIops: family.previous ? null : 3600 * multiple,
    currentGeneration: !family.previous,
    burstable: family.burstable === true,
    localStorageGb: 0,
    gpus: family.gpus ?? 0,
    hypervisor: family.previous ? "xen" : "nitro",
  };
}

/** What Ireland costs more than Virginia. */
const regionFactor: Record<string, number> = { "us-east-1": 1, "eu-west-1": 1.115 };
export const priceRegions = Object.keys(regionFactor);

/** What Windows costs beside the machine, an hour of a vCPU. */
const WINDOWS_A_VCPU = 0.046;

type Entry = [of: PricedThing, unit: ListPrice["unit"], dollars: number];

const machines: Entry[] = families.flatMap((family) =>
  sizesOf(family).flatMap((size): Entry[] => {
    const instanceType = `${family.name}.${size}`;
    const hour = family.large * (share[size] ?? 1);
    const licence = WINDOWS_A_VCPU * (vcpus[size] ?? 2);
    const priced = (platform: Platform, dollars: number): Entry => [
      { kind: "instance", instanceType, platform },
      "hour",
      dollars,
    ];
    return [priced("linux", hour), ...(family.architecture ? [] : [priced("windows", hour + licence)])];
  }),
);

const databases: Entry[] = families.flatMap((family) =>
  sizesOf(family).flatMap((size) =>
    ["postgres", "mysql"].flatMap((engine): Entry[] => {
      const single = (family.database ?? 0) * (share[size] ?? 1);
      const priced = (multiAz: boolean, dollars: number): Entry => [
        { kind: "database", instanceClass: `db.${family.name}.${size}`, engine, multiAz },
        "hour",
        dollars,
      ];
      return single > 0 ? [priced(false, single), priced(true, 2 * single)] : [];
    }),
  ),
);

const volume = (volumeType: string, dollars: number): Entry => [{ kind: "volume", volumeType }, "GB-month", dollars];

const others: Entry[] = [
  volume("gp2", 0.1),
  volume("gp3", 0.08),
  volume("io1", 0.125),
  volume("st1", 0.045),
  [{ kind: "volume iops", volumeType: "io1" }, "IOPS-month", 0.065],
  [{ kind: "volume iops", volumeType: "gp3" }, "IOPS-month", 0.005],
  [{ kind: "volume throughput", volumeType: "gp3" }, "MiBps-month", 0.04],
  [{ kind: "snapshot", tier: "standard" }, "GB-month", 0.05],
  [{ kind: "snapshot", tier: "archive" }, "GB-month", 0.0125],
  [{ kind: "address" }, "hour", 0.005],
  [{ kind: "load balancer", balancerType: "application" }, "hour", 0.0225],
  [{ kind: "load balancer", balancerType: "network" }, "hour", 0.0225],
  [{ kind: "load balancer", balancerType: "gateway" }, "hour", 0.0125],
  [{ kind: "nat gateway" }, "hour", 0.045],
  [{ kind: "nat gateway traffic" }, "GB", 0.045],
  [{ kind: "bucket storage" }, "GB-month", 0.023],
];

/** Rounded to what AWS prints: four decimals and what is needed beyond. */
const decimal = (dollars: number) => String(Number(dollars.toFixed(6)));

export const listPrices: readonly ListPrice[] = Object.entries(regionFactor).flatMap(([region, factor]) =>
  [...machines, ...databases, ...others].map(
    ([of, unit, dollars]): ListPrice => ({
      basis: "list price",
      region,
      currency: "USD",
      amount: decimal(dollars * factor),
      unit,
      of,
    }),
  ),
);

const byThing = new Map(listPrices.map((price) => [keyOf(price.region, price.of), price]));

/** Dollars for one unit. */
export function listPriceOf(region: string, of: PricedThing): number {
  const price = byThing.get(keyOf(region, of));
  if (!price) throw new Error(`There is no price of ${keyOf(region, of)}.`);
  return Number(price.amount);
}

function keyOf(region: string, of: PricedThing): string {
  return `${region} ${JSON.stringify(Object.entries(of).sort())}`;
}
