import type { PricedThing } from "../../../sources/inventory";
import type { KnownResource } from "./known";
import { listPriceOf } from "./price-list";

type Facts = KnownResource["facts"];

/** One thing a resource is paid for: so many units a month, or in every hour. */
export type Part = { of: PricedThing; units: number; per: "month" | "hour" };

const HOURS_A_MONTH = 730;

/** What a resource costs a month at list prices. */
export function monthlyCost(facts: Facts): number {
  return partsOf(facts).reduce((sum, { of, units, per }) => {
    const times = per === "hour" ? HOURS_A_MONTH : 1;
    return sum + listPriceOf(facts.region, of) * units * times;
  }, 0);
}

/** What is on the bill for a resource; stopped machines and used addresses are free. */
export function partsOf(facts: Facts, use: KnownResource["use"] = {}): Part[] {
  switch (facts.kind) {
    case "instance": {
      if (facts.state !== "running") return [];
      const { instanceType, platform } = facts;
      return [hourly({ kind: "instance", instanceType, platform })];
    }
    case "database": {
      if (facts.state !== "available") return [];
      const { instanceClass, engine, multiAz } = facts;
      return [hourly({ kind: "database", instanceClass, engine, multiAz })];
    }
    case "volume":
      return volumeParts(facts);
    case "snapshot":
      // Snapshots hold what changed, which is less than the volume.
      return [{ of: { kind: "snapshot", tier: facts.tier }, units: Math.round(facts.sizeGib * 0.6), per: "month" }];
    case "address":
      return facts.associatedWith ? [] : [hourly({ kind: "address" })];
    case "load balancer":
      return [hourly({ kind: "load balancer", balancerType: facts.balancerType })];
    case "nat gateway":
      return [hourly({ kind: "nat gateway" })];
    case "bucket": {
      const units = Math.round((use["bytes stored"]?.busy ?? 0) / 1024 ** 3);
      return units > 0 ? [{ of: { kind: "bucket storage" }, units, per: "month" }] : [];
    }
    default:
      return [];
  }
}

const hourly = (of: PricedThing): Part => ({ of, units: 1, per: "hour" });

const INCLUDED = { iops: 3000, throughput: 125 };

function volumeParts({ volumeType, sizeGib, iops, throughput }: Extract<Facts, { kind: "volume" }>): Part[] {
  const monthly = (of: PricedThing, units: number): Part[] => (units > 0 ? [{ of, units, per: "month" }] : []);
  const isGp3 = volumeType === "gp3";
  const paidIops = isGp3 ? (iops ?? 0) - INCLUDED.iops : volumeType === "io1" ? (iops ?? 0) : 0;
  const paidThroughput = isGp3 ? (throughput ?? 0) - INCLUDED.throughput : 0;
  return [
    ...monthly({ kind: "volume", volumeType }, sizeGib),
    ...monthly({ kind: "volume iops", volumeType }, paidIops),
    ...monthly({ kind: "volume throughput", volumeType }, paidThroughput),
  ];
}
