import { describe, expect, it } from "vitest";
import type { PricedThing } from "../../sources/inventory";
import { reachOf } from "./reach";
import { coverableIn, skuKey, thingKey, unitsIn } from "./skus";

const machine = (instanceType: string): PricedThing => ({ kind: "instance", instanceType, platform: "linux" });

describe("what a usage type is the price of", () => {
  it.each<[meter: string, thing: PricedThing]>([
    ["BoxUsage:m6i.large", machine("m6i.large")],
    ["EUW1-BoxUsage:m6i.large", machine("m6i.large")],
    ["EUW1-EBS:VolumeUsage.gp3", { kind: "volume", volumeType: "gp3" }],
    ["EBS:VolumeUsage.piops", { kind: "volume", volumeType: "io1" }],
    ["EBS:VolumeP-IOPS.piops", { kind: "volume iops", volumeType: "io1" }],
    ["EBS:VolumeP-IOPS.io2", { kind: "volume iops", volumeType: "io2" }],
    ["EBS:VolumeP-Throughput.gp3", { kind: "volume throughput", volumeType: "gp3" }],
    ["EBS:VolumeUsage", { kind: "volume", volumeType: "standard" }],
    ["EUW1-TimedStorage-ByteHrs", { kind: "bucket storage" }],
  ])("%s is one", (meter, thing) => {
    expect(skuKey({ meter, details: null })).toBe(thingKey(thing));
  });

  it("is no size of a machine with another system, and nothing of what nobody asks about", () => {
    const details = '{"OperatingSystem":"Windows"}';
    expect(skuKey({ meter: "BoxUsage:m6i.large", details })).toBe("machine");
    expect(skuKey({ meter: "DataTransfer-Out-Bytes", details: null })).toBeNull();
  });

  it("is billed by the GiB where throughput is compared by the MiB", () => {
    expect([unitsIn("GiBps-mo"), unitsIn("GB-Mo"), unitsIn(null)]).toEqual([1024, 1, 1]);
  });
});

describe("what runs on demand and could be covered", () => {
  it.each<[meter: string | null, service: string, of: string | null]>([
    ["EUW1-ReadCapacityUnit-Hrs", "Amazon DynamoDB", "tables"],
    ["EUW1-TimedStorage-ByteHrs", "Amazon DynamoDB", null],
    ["EUW1-Host:ml.m5.xlarge", "Amazon SageMaker", "learning"],
    ["EUW1-NodeUsage:db.r6g.large", "Amazon MemoryDB", "memory"],
    ["EUW1-NodeUsage:cache.r6g.large", "Amazon ElastiCache", "cache"],
    [null, "Amazon MemoryDB", "memory"],
    [null, "Amazon EC2", null],
    ["EUW1-Fargate-vCPU-Hours:perCPU", "Amazon ECS", "serverless"],
  ])("%s of %s", (meter, service, of) => {
    expect(coverableIn({ meter, service, details: null })?.service ?? null).toBe(of);
  });
});

describe("what a commitment could cover instead", () => {
  const at = { region: "eu-west-1", details: null };
  const own = { service: "instance", region: "eu-west-1", family: "m6i" };
  it.each<[type: string | null, meter: string, reach: object | null]>([
    ["ComputeSavingsPlan", "BoxUsage:m6i.large", { service: "compute", region: null, family: null }],
    ["Compute Savings Plans", "EUW1-Lambda-GB-Second", { service: "compute", region: null, family: null }],
    ["EC2InstanceSavingsPlan", "BoxUsage:m6i.large", own],
    ["Savings Plan", "BoxUsage:m6i.large", own],
    ["Reserved Instance", "EUW1-BoxUsage:m6i.large", own],
    [null, "InstanceUsage:db.r6g.large", { service: "database", region: "eu-west-1", family: "r6g" }],
    ["Database Savings Plan", "InstanceUsage:db.r6g.large", { service: "database", region: null, family: null }],
    ["SageMaker Savings Plan", "BoxUsage:m6i.large", null],
    ["Reserved Instance", "SpotUsage:m6i.large", null],
  ])("%s on %s", (type, meter, reach) => {
    expect(reachOf({ type, meter, ...at })).toEqual(reach);
  });
});
