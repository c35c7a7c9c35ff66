import { describe, expect, it } from "vitest";
import { computeOptimizer } from "../sources/aws-advice/compute-optimizer";
import { adviceOf, idsOf, knownIds } from "./advice-read";
import { workloads } from "./company/resources/workloads";
import { estate, inventoryForEachTest, showing, storefront } from "./inventory-read";

const started = inventoryForEachTest();
const given = estate.inventory?.advice ?? [];
const inOneRegion = { memberAccounts: [storefront], regions: ["us-east-1"] };

describe("Compute Optimizer", () => {
  it("reads every kind in every region of every account", async () => {
    const running = await started({ pageSize: 2 });
    const { advice } = await adviceOf(computeOptimizer, running, { memberAccounts: [storefront] });
    const own = given.filter(({ resource }) => {
      const { account, kind } = resource.facts;
      return account === storefront && kind !== "snapshot";
    });
    const advised = workloads.filter(({ account, target }) => account === storefront && target !== null);
    expect(idsOf(advice)).toEqual([...knownIds(own), ...advised.map(({ arn }) => arn)].sort());
    const found = advice.find(({ resource }) => resource?.name === "checkout-api-1");
    expect(found).toMatchObject({
      source: "compute-optimizer",
      action: "Rightsize",
      current: "m6i.2xlarge",
      recommended: "m6i.xlarge",
      monthlyCost: "280.32",
      saving: { list: "140.16", afterDiscounts: "109.32" },
      effort: "VeryLow",
      risk: 1,
      lookBackDays: 14,
      finding: "Overprovisioned",
      reasons: ["CPUOverprovisioned"],
      utilisation: [{ metric: "CPU", statistic: "MAXIMUM", value: 22 }],
    });
    expect(advice.find(({ resource }) => resource?.name === "renderer")?.action).toBe("MigrateToGraviton");
    expect(advice.find(({ resource }) => resource?.name === "checkout-logs")?.action).toBe("Upgrade");
    expect(advice.find(({ resource }) => resource?.name === "legacy-import")?.action).toBe("Stop");
    expect(advice.find(({ resource }) => resource?.name === "orders")?.recommended).toBe("db.r6g.xlarge");
  });

  it("reads functions, services and groups of instances, and leaves what is right as it is", async () => {
    const { advice, problems } = await adviceOf(computeOptimizer, await started({ pageSize: 1 }), inOneRegion);
    const told = (name: string) => advice.find(({ resource }) => resource?.name === name);
    expect(told("thumbnail-maker")).toMatchObject({
      resource: { type: "LambdaFunction", id: `arn:aws:lambda:us-east-1:${storefront}:function:thumbnail-maker` },
      ...{ action: "Rightsize", current: "2048 MB", recommended: "1024 MB", monthlyCost: "91.2" },
      ...{ saving: { list: "38.5", afterDiscounts: "30.03" }, reasons: ["MemoryOverprovisioned"], lookBackDays: 14 },
      tags: { team: "storefront" },
    });
    expect(told("storefront-web")).toMatchObject({
      resource: { type: "EcsService" },
      ...{ current: "4096 CPU units, 16384 MiB", recommended: "2048 CPU units, 8192 MiB" },
      saving: { list: "432.24", afterDiscounts: "337.15" },
    });
    expect(told("checkout-workers")).toMatchObject({
      resource: { type: "Ec2AutoScalingGroup" },
      ...{ action: "ScaleIn", current: "6 x m6i.large", recommended: "4 x m6i.large", risk: 1 },
    });
    expect(told("image-resizers")).toMatchObject({ action: "Rightsize", recommended: "3 x m6i.xlarge" });
    expect(told("order-events")).toBeUndefined();
    expect(problems.filter(({ reason, account }) => reason === "partial" && account === storefront)).toMatchObject([
      { resourceId: expect.stringContaining("service/main/newsletter-preview") },
    ]);
  });

  it("tells the errors that come inside an answer that is otherwise well", async () => {
    const settings = { memberAccounts: ["357894321057"], regions: ["us-east-1"] };
    const { problems, advice } = await adviceOf(computeOptimizer, await started(), settings);
    expect(advice.length).toBeGreaterThan(0);
    const partial = problems.filter(({ reason }) => reason === "partial");
    expect(partial).toMatchObject([{ account: "357894321057", region: "us-east-1" }]);
    expect(partial[0]?.resourceId).toMatch(/^i-0/);
    expect(partial[0]?.message).toContain("could not be analysed");
  });

  it("says once for each account that it is not opted in", async () => {
    const running = await started(
      {},
      showing(() => ({ enrolled: { hub: true, optimizer: false } })),
    );
    const { problems } = await adviceOf(computeOptimizer, running, { memberAccounts: [storefront] });
    expect(problems.map(({ reason }) => reason)).toEqual(["not enrolled", "not enrolled"]);
    expect(problems[1]).toMatchObject({ account: storefront });
    expect(problems[1]?.step).toContain("opt in");
  });

  it("names the permission that is missing for one kind, and reads the others", async () => {
    const operation = "compute-optimizer:GetEBSVolumeRecommendations";
    const running = await started({ faults: [{ kind: "denied", operation }] });
    const { problems, advice } = await adviceOf(computeOptimizer, running, inOneRegion);
    const own = problems.filter(({ account, reason }) => account === storefront && reason !== "partial");
    expect(own).toMatchObject([{ reason: "no permission", permission: operation }]);
    expect(advice.some(({ resource }) => resource?.type === "Ec2Instance")).toBe(true);
  });
});
