import type { PricedThing } from "../../sources/inventory";

/** What a SKU is the price of, read off the names that bills use for it; null of what nothing is asked about. */
export function skuKey({ meter, details }: { meter: string | null; details: string | null }): string | null {
  const text = meter ?? "";
  const box = /BoxUsage:(.+)$/.exec(text)?.[1];
  // The same usage type is billed for every operating system, at prices far apart.
  if (box) return isOtherThanLinux(details) ? "machine" : `instance ${box}`;
  const volume = /EBS:Volume(Usage|P-IOPS|P-Throughput)(?:\.(\w+))?$/.exec(text);
  if (volume) return `${volumeWords[volume[1] ?? ""]} ${volumeType(volume[2])}`;
  if (/(^|-)TimedStorage-ByteHrs$/.test(text)) return "bucket storage";
  if (/(InstanceUsage|Multi-AZUsage|NodeUsage|ESInstance|Node):/.test(text)) return "machine";
  return instanceTypeIn(details) === null ? null : "machine";
}

/** Bills call io1 by an older name, and the first kind by none. */
const volumeType = (billed = "standard") => (billed === "piops" ? "io1" : billed);

const volumeWords: Record<string, string> = {
  Usage: "volume",
  "P-IOPS": "volume iops",
  "P-Throughput": "volume throughput",
};

/** A thing as the bill names it; null of what a bill does not tell apart, such as the engines of databases. */
export function thingKey(of: PricedThing): string | null {
  if (of.kind === "instance") return of.platform === "linux" ? `instance ${of.instanceType}` : null;
  if (of.kind === "bucket storage") return of.kind;
  if (of.kind === "volume" || of.kind === "volume iops" || of.kind === "volume throughput") {
    return `${of.kind} ${of.volumeType}`;
  }
  return null;
}

/** How many of our units one unit of the bill is: AWS bills throughput of volumes by the GiB a second. */
export const unitsIn = (unit: string | null): number => (/^GiBps/i.test(unit ?? "") ? 1024 : 1);

/** True of hours of a machine, beside which traffic and licences of the same resource may be charged. */
export const isMachine = (key: string | null): boolean => key === "machine" || (key?.startsWith("instance ") ?? false);

/** What commitments are sold for: each covers machines of one of these, or the capacity of tables. */
export const services = [
  "instance",
  "database",
  "cache",
  "search",
  "warehouse",
  "memory",
  "learning",
  "tables",
] as const;
export type Service = (typeof services)[number];

const meters: [RegExp, Service][] = [
  [/BoxUsage:(.+)$/, "instance"],
  [/NodeUsage:(db\..+)$/, "memory"],
  [/NodeUsage:(.+)$/, "cache"],
  [/ESInstance:(.+)$/, "search"],
  [/(?:InstanceUsage|Multi-AZUsage):(.+)$/, "database"],
  [/Node:(.+)$/, "warehouse"],
];

/** What runs on demand and could be covered: machines, and what runs code without any. */
export type Coverable = Service | "serverless";

const SERVERLESS = /Fargate-(?:[A-Za-z]+-)?(?:vCPU|GB)-Hours|Lambda-(?:GB-Second|Provisioned)/;

/** By service: their commitments are for any size, and not every bill names a meter of them. */
const sizeless: [service: RegExp, meter: RegExp, Coverable][] = [
  [/sage ?maker/i, /\bml\.[a-z]/, "learning"],
  [/dynamo ?db/i, /(Read|Write)(CapacityUnit-Hrs|RequestUnits)/, "tables"],
  [/memory ?db/i, /NodeUsage:db\./, "memory"],
];

type Sku = { meter: string | null; details: string | null; service?: string | null };

/** What a SKU is of that some commitment covers; null of what none does, and of what is bid for. */
export function coverableIn(sku: Sku): { service: Coverable; family: string | null } | null {
  const meter = sku.meter ?? "";
  if (/SpotUsage/.test(meter)) return null;
  for (const [name, pattern, service] of sizeless) {
    const is = meter === "" ? name.test(sku.service ?? "") : service !== "memory" && pattern.test(meter);
    if (is) return { service, family: null };
  }
  return SERVERLESS.test(meter) ? { service: "serverless", family: null } : machineIn(sku);
}

/** Which service's machine a SKU is hours of, and of which family; null of what is no machine. */
function machineIn(sku: Sku): { service: Service; family: string | null } | null {
  if (!isMachine(skuKey(sku))) return null;
  for (const [pattern, service] of meters) {
    const type = pattern.exec(sku.meter ?? "")?.[1];
    if (type) return { service, family: familyOf(type) };
  }
  return { service: "instance", family: familyOf(instanceTypeIn(sku.details) ?? "") };
}

/** The family of a type as any service writes it: m6i of m6i.large, r5 of db.r5.large. */
export function familyOf(type: string): string | null {
  return /^(?:(?:db|cache)\.)?([a-z][a-z0-9-]*)/i.exec(type)?.[1]?.toLowerCase() ?? null;
}

function isOtherThanLinux(details: string | null): boolean {
  return /"OperatingSystem"\s*:\s*"(?!Linux)[^"]/i.test(details ?? "");
}

function instanceTypeIn(details: string | null): string | null {
  return /"InstanceType"\s*:\s*"([^"]+)"/.exec(details ?? "")?.[1] ?? null;
}
