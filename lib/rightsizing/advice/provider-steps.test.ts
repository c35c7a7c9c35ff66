import { describe, expect, it } from "vitest";
import type { ProviderAdvice } from "../../sources/advice";
import { providerSteps, purchaseSteps } from "./provider-steps";

const advised = (more: Partial<ProviderAdvice>): ProviderAdvice => ({
  ...{ id: "a", source: "compute-optimizer", account: "111122223333", region: "eu-west-1", action: "Rightsize" },
  resource: {
    id: "i-0abc",
    arn: "arn:aws:ec2:eu-west-1:111122223333:instance/i-0abc",
    name: "web",
    type: "Ec2Instance",
  },
  ...{ current: "m6i.2xlarge", recommended: "m6i.xlarge", currency: "USD", monthlyCost: "280" },
  ...{ saving: { list: "140", afterDiscounts: "130" }, effort: null, restartNeeded: null, rollbackPossible: null },
  ...{ risk: 1, lookBackDays: 14, finding: null, reasons: [], utilisation: [], refreshedAt: null, tags: {} },
  purchase: null,
  ...more,
});

describe("the steps of what a provider advises", () => {
  it("are ours where it names an exact target", () => {
    const steps = providerSteps(advised({}), { kind: "instance", action: "rightsize" });
    expect(steps?.cli).toContain(
      "aws ec2 modify-instance-attribute --instance-id 'i-0abc' --instance-type Value='m6i.xlarge' --region 'eu-west-1'",
    );
    expect(steps?.terraform).toContain('- instance_type = "m6i.2xlarge"');
    expect(steps?.console).toBe(
      "https://console.aws.amazon.com/ec2/home?region=eu-west-1#InstanceDetails:instanceId=i-0abc",
    );
  });

  it("read a volume in the provider's own words", () => {
    const words = { current: "gp3/100.0 GB storage/6000 IOPS/250.0 MB/s throughput" };
    const target = "gp3/100.0 GB storage/3000 IOPS/125.0 MB/s throughput";
    const steps = providerSteps(advised({ ...words, recommended: target }), { kind: "volume", action: "rightsize" });
    expect(steps?.cli[0]).toContain("--volume-type gp3 --iops 3000 --throughput 125 ");
    expect(steps?.terraform).toBe('resource "aws_ebs_volume" "…" {\n+ iops = 3000\n+ throughput = 125\n}');
  });

  it.each([
    ["a target in other words", "instance", "rightsize", "something smaller; rm -rf /"],
    ["what has no commands of ours", "resource", "delete", null],
  ] as const)("are none for %s", (_what, kind, action, recommended) => {
    expect(providerSteps(advised({ recommended }), { kind, action })).toBeNull();
  });

  it("lead to the group, the function, and the place to buy", () => {
    const group = advised({ recommended: "3 x m6i.xlarge" });
    expect(providerSteps(group, { kind: "auto-scaling group", action: "rightsize" })?.console).toContain(
      "AutoScalingGroupDetails:id=i-0abc",
    );
    const lambda = providerSteps(advised({ recommended: "512 MB" }), { kind: "function", action: "rightsize" });
    expect(lambda?.cli[0]).toContain("--function-name 'i-0abc' --memory-size 512 ");
    expect(purchaseSteps("AWS").console).toMatch(/savings-plans\/purchase$/);
    expect(purchaseSteps("Someone").console).toBeNull();
  });

  it("stop what is to be stopped, and keep an image of what is removed until it is whole", () => {
    const of = (action: "stop" | "delete") =>
      providerSteps(advised({ recommended: null }), { kind: "instance", action });
    expect(of("stop")?.cli[0]).toMatch(/^aws ec2 stop-instances/);
    expect(of("delete")?.cli.map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
      "image=$(aws ec2 create-image",
      "aws ec2 wait",
      "aws ec2 terminate-instances",
    ]);
  });
});
