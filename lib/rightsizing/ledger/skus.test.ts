import { describe, expect, it } from "vitest";
import type { PricedThing } from "../../sources/inventory";
import { skuKey, thingKey, unitsIn } from "./skus";

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
