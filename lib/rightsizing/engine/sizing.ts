import type { InstanceType, Resource } from "../../sources/inventory";
import type { Rules } from "../settings/spec";
import type { Measured, Offer } from "./judged";
import { gauge, rateOf, rateOfAll } from "./measure";

const BITS = 8;
const GIGA = 1e9;
const MEGA = 1e6;

/** What a machine was seen to use, and so needs. */
export type Usage = { cpu: Measured; memory: Measured | null; others: Measured[] };

/** Null where the processor was not measured. */
export function usageOf({ metrics }: Resource, type: InstanceType, { percentile }: Rules): Usage | null {
  const cpu = gauge("cpu", metrics.cpu, { percentile, unit: "%" });
  if (!cpu) return null;
  const others = [
    rateOf("network in", metrics["network in"], { percentile, unit: "Gbit/s", scale: toGigabits }),
    rateOf("network out", metrics["network out"], { percentile, unit: "Gbit/s", scale: toGigabits }),
    rateOfAll("volume bandwidth", [metrics["bytes read"], metrics["bytes written"]], {
      percentile,
      unit: "Mbit/s",
      scale: toMegabits,
    }),
    rateOfAll("volume operations", [metrics["read operations"], metrics["write operations"]], {
      percentile,
      unit: "a second",
    }),
  ].filter((each) => each !== null);
  return { cpu, memory: memoryOf(metrics, type, percentile), others };
}

const toGigabits = (bytes: number) => (bytes * BITS) / GIGA;
const toMegabits = (bytes: number) => (bytes * BITS) / MEGA;

/** Percent in use: told so, or what is left of the memory of the type. */
function memoryOf(metrics: Resource["metrics"], type: InstanceType, percentile: number): Measured | null {
  const told = gauge("memory", metrics.memory, { percentile, unit: "%" });
  const free = metrics["free memory"];
  if (told || !free) return told;
  const bytes = type.memoryMib * 1024 * 1024;
  const points = free.points.minimum ?? free.points.average;
  if (!points) return null;
  const used = points.map((left) => Math.max(0, 100 * (1 - left / bytes)));
  return gauge(
    "memory",
    { ...free, unit: "percent", points: { average: used, maximum: used } },
    { percentile, unit: "%" },
  );
}

/** Required capacity: what was used at the percentile, and the head-room on top. */
export type Need = { vcpus: number; memoryMib: number; networkGbps: number; ebsMbps: number; ebsIops: number };

export function needOf({ cpu, memory, others }: Usage, type: InstanceType, rules: Rules): Need {
  const share = (measured: Measured, headroom: number) => (measured.used / 100) * (1 + headroom);
  const used = (name: Measured["metric"]) => others.find(({ metric }) => metric === name)?.used ?? 0;
  // What goes beyond the steady capacity of the type now is a burst, which an equal type has as well.
  const within = (needed: number, capacity: number | null) => Math.min(needed, capacity ?? needed);
  return {
    vcpus: type.vcpus * share(cpu, rules.cpuHeadroom),
    // Not measured and not required: whoever waived it keeps at least half of the memory.
    memoryMib: memory ? type.memoryMib * share(memory, rules.memoryHeadroom) : type.memoryMib / 2,
    networkGbps: within(Math.max(used("network in"), used("network out")), type.networkGbps),
    ebsMbps: within(used("volume bandwidth"), type.ebsMbps),
    ebsIops: within(used("volume operations"), type.ebsIops),
  };
}

function fits(type: InstanceType, need: Need): boolean {
  const within = (needed: number, capacity: number | null) => capacity === null || needed <= capacity;
  return (
    type.vcpus >= need.vcpus &&
    type.memoryMib >= need.memoryMib &&
    within(need.networkGbps, type.networkGbps) &&
    within(need.ebsMbps, type.ebsMbps) &&
    within(need.ebsIops, type.ebsIops)
  );
}

/** "m6i" of m6i.2xlarge and of db.m6i.2xlarge. */
function familyOf(name: string): string {
  return name.replace(/^db\./, "").split(".")[0] ?? name;
}

/** The cheapest type that has room for the need and does not change what a machine is. */
export function cheapestFit(offers: Offer[], need: Need, from: InstanceType, rules: Rules): Offer | null {
  const architecture = from.architectures[0] ?? "x86_64";
  return (
    offers.find(
      ({ type }) =>
        type.architectures.includes(architecture) &&
        isLike(type, from) &&
        (rules.otherFamilies || familyOf(type.name) === familyOf(from.name)) &&
        fits(type, need),
    ) ?? null
  );
}

/** Same accelerators, local disks where there are some now, and burstable only where it is so already. */
function isLike(type: InstanceType, from: InstanceType): boolean {
  return (
    type.currentGeneration &&
    type.hypervisor !== "metal" &&
    type.gpus === from.gpus &&
    type.localStorageGb > 0 === from.localStorageGb > 0 &&
    (!type.burstable || from.burstable)
  );
}

/** The cheapest Arm type with no less of anything; a size of its own only where usage allows it. */
export function cheapestArm(offers: Offer[], need: Need, from: InstanceType): Offer | null {
  if (from.architectures.includes("arm64")) return null;
  return (
    offers.find(({ type }) => type.architectures.includes("arm64") && isLike(type, from) && fits(type, need)) ?? null
  );
}

/** The cheapest current type with at least as much of everything. */
export function cheapestSuccessor(offers: Offer[], from: InstanceType): Offer | null {
  const architecture = from.architectures[0] ?? "x86_64";
  return (
    offers.find(
      ({ type }) =>
        type.architectures.includes(architecture) &&
        isLike(type, from) &&
        type.vcpus >= from.vcpus &&
        type.memoryMib >= from.memoryMib,
    ) ?? null
  );
}

/** How near the target would be to its limits: 0 below 80 % at all times, 4 where the percentile itself does not fit. */
export function loadRisk(measured: Measured, ratio: number): number {
  const at = (value: number) => value * ratio;
  if (at(measured.max) <= 80) return 0;
  if (at(measured.p995) <= 80) return 1;
  if (at(measured.p995) <= 90) return 2;
  return at(measured.used) <= 100 ? 3 : 4;
}
