import { describe, expect, it } from "vitest";
import type { InventoryPage } from "../sources/inventory";
import {
  accounts,
  inventoryForEachTest,
  known,
  named,
  oneAccount,
  readAll,
  showing,
  storefront,
} from "./inventory-read";

const started = inventoryForEachTest();

describe("what goes wrong with an inventory", () => {
  it.each([
    ["ec2:DescribeVolumes", "volume"],
    ["rds:DescribeDBInstances", "database"],
    ["elasticloadbalancing:DescribeTargetHealth", "load balancer"],
    ["ec2:DescribeImages", "snapshot"],
  ])("names %s where it is missing, and reads the rest", async (operation, what) => {
    const running = await started({ faults: [{ kind: "denied", operation }] });
    const { problems, resources } = await readAll(running, { settings: oneAccount });
    const [problem, ...others] = problems.filter(({ account }) => account === storefront);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ reason: "no permission", what, permission: operation });
    expect(problem?.message).toContain(`The IAM permission ${operation} is missing.`);
    expect(problem?.step).toContain("policy");
    expect(resources.some(({ kind }) => kind === what)).toBe(false);
    expect(new Set(resources.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(4);
  });

  it.each(["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"])(
    "lists without metrics where %s is missing",
    async (operation) => {
      const running = await started({ faults: [{ kind: "denied", operation }] });
      const { problems, resources } = await readAll(running, { settings: oneAccount });
      expect(problems.find(({ account }) => account === storefront)).toMatchObject({
        what: "metrics",
        permission: operation,
      });
      expect(named(resources, "checkout-api-1").metrics).toEqual({});
    },
  );

  it("leaves out a member account that has no role for us", async () => {
    const roles = [{ arn: `arn:aws:iam::${storefront}:role/outlay`, externalId: "outlay-test" }];
    const running = await started({ roles });
    const { problems, resources } = await readAll(running, { settings: { regions: ["us-east-1"] } });
    expect(new Set(resources.map(({ account }) => account))).toEqual(new Set([storefront]));
    expect(problems).toHaveLength(accounts.length - 1);
    expect(problems[0]).toMatchObject({ reason: "no permission", permission: "sts:AssumeRole" });
  });

  it("names a region that is not switched on", async () => {
    const running = await started();
    const { problems } = await readAll(running, { settings: { ...oneAccount, regions: ["ap-south-2", "us-east-1"] } });
    expect(problems.map(({ reason, region }) => [reason, region])).toContainEqual(["region closed", "ap-south-2"]);
  });

  it("waits longer and longer when AWS goes on throttling, and reads on", async () => {
    const running = await started();
    running.inject({ kind: "throttled", operation: "elasticloadbalancing:DescribeLoadBalancers", times: 4 });
    const pauses: number[] = [];
    const { problems, resources } = await readAll(running, { settings: oneAccount, pauses });
    expect(problems).toEqual([]);
    expect(pauses[0]).toBe(5000);
    expect(resources.some(({ kind }) => kind === "load balancer")).toBe(true);
  });

  it("stops at expired credentials with a mark to go on from", async () => {
    const running = await started();
    running.inject({ kind: "expired", operation: "ec2:DescribeSnapshots" });
    const pages: InventoryPage[] = [];
    await expect(readAll(running, { settings: oneAccount, onPage: (page) => pages.push(page) })).rejects.toThrow(
      /clock|expired/,
    );
    running.clearFaults();
    const mark = pages.at(-1)?.mark;
    expect(mark?.step).toBe("snapshots");
    const rest = await readAll(running, { settings: oneAccount, from: mark });
    expect(rest.resources.some(({ kind }) => kind === "snapshot")).toBe(true);
  });

  it("tells what was deleted while it was reading", async () => {
    const running = await started();
    const doomed = known.filter(({ facts }) => ["checkout-api-2", "shop-front"].includes(facts.name));
    const without = showing(({ resources }) => ({
      resources: resources.filter((each) => !doomed.some(({ facts }) => facts.id === each.facts.id)),
    }));
    const { problems } = await readAll(running, {
      settings: oneAccount,
      onPage: ({ resources }) => {
        if (resources.some(({ name }) => name === "checkout-api-2")) running.show(without);
      },
    });
    expect(problems).toMatchObject([{ reason: "disappeared", what: "instance", resourceId: doomed[0]?.facts.id }]);
  });
});
