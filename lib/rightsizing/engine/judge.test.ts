import { describe, expect, it } from "vitest";
import { Money } from "../../focus/money";
import { nothingPaid } from "../ledger/paid-rates";
import { ACCOUNT, busy, catalogue, counter, daysBefore, instance, series, volume } from "../made-inventory";
import { presetRules } from "../settings/spec";
import { judge } from "./judge";
import { type Bill, type Look, riskOf } from "./judged";
import { regionMarket } from "./market";

const now = new Date("2026-08-10T06:00:00Z");
const market = regionMarket(catalogue, nothingPaid)(ACCOUNT);
const bill: Bill = {
  currency: "USD",
  now: new Money(276.48),
  list: new Money(276.48),
  covered: new Money(0),
  reusable: true,
};

function look(resource: Look["resource"], more: Partial<Look> = {}): Look {
  return {
    resource,
    rules: presetRules.balanced,
    market,
    bill: null,
    machineBill: null,
    billOf: () => null,
    isStopped: () => false,
    now,
    ...more,
  };
}

const smaller = (more: Partial<Look> = {}) =>
  judge(look(instance(now, "i-a"), { bill, ...more })).options.find(({ action }) => action === "rightsize");

describe("a size", () => {
  it("holds what was used with its head-room, at the share of the bill that the price is less", () => {
    const option = smaller();
    expect(option).toMatchObject({ target: "m6i.xlarge", effort: "very_low", restart: true });
    expect(option?.cost.after.toString()).toBe("138.24");
    expect(option?.how.join(" ")).toContain("1.9 of 8 vCPUs");
  });

  it("keeps list prices in the currency of their list, and never takes them for the bill's", () => {
    const euros = { ...bill, currency: "EUR", list: null };
    expect(smaller({ bill: euros })?.cost).toMatchObject({ currency: "EUR", listCurrency: "USD" });
    expect(smaller({ bill: euros })?.cost.listNow?.toString()).toBe("276.48");
    expect(smaller({ bill: { ...euros, list: new Money(300) } })?.cost).toMatchObject({ listCurrency: "EUR" });
    // A thousand dollars by the list are nothing to compare with the least of euros that is worth it.
    const free = { ...euros, now: new Money(1), covered: new Money(1), reusable: false };
    expect(smaller({ bill: free })).toBeUndefined();
  });

  it("saves nothing of what a commitment covers, unless other usage takes its place", () => {
    const covered = { ...bill, covered: new Money(200), reusable: false };
    expect(smaller({ bill: covered })?.cost.after.toString()).toBe("238.24");
    expect(smaller({ bill: { ...covered, reusable: true } })?.cost.after.toString()).toBe("138.24");
  });

  it("is not proposed where memory is not measured, unless that is waived; then it says so and is riskier", () => {
    const blind = instance(now, "i-a", { metrics: { memory: undefined as never } });
    expect(judge(look(blind, { bill })).options.some(({ action }) => action === "rightsize")).toBe(false);
    const waived = judge(look(blind, { bill, rules: { ...presetRules.balanced, memoryRequired: false } }));
    const option = waived.options.find(({ action }) => action === "rightsize");
    expect(waived.memoryMeasured).toBe(false);
    expect(option?.risks.memory).toBe(3);
    expect(option?.how).toContain("Memory is not measured.");
  });

  it.each([
    ["one point", 335],
    ["29 hours", 14 * 24 - 29],
  ])("is not judged by %s of measurements", (_what, from) => {
    const cpu = series(now, (hour) => (hour >= from ? 10 : Number.NaN));
    expect(judge(look(instance(now, "i-a", { metrics: { cpu } })))).toMatchObject({ verdict: "skipped" });
  });

  it("leaves out gaps and what is no number", () => {
    const cpu = series(now, (hour) => (hour % 2 === 0 ? 20 : Number.NaN));
    const found = judge(look(instance(now, "i-a", { metrics: { cpu } }), { bill }));
    expect(found).toMatchObject({ verdict: "over_provisioned", confidence: "low", present: 0.5 });
  });

  it("is never advised at a higher cost", () => {
    const free = { ...bill, now: new Money(-3), list: new Money(-3) };
    expect(judge(look(instance(now, "i-a"), { bill: free })).options).toEqual([]);
  });
});

describe("the rules", () => {
  const used = instance(now, "i-a", { metrics: busy(now, { cpu: 36, memory: 44 }) });
  const target = (rules: Look["rules"]) =>
    judge(look(used, { bill, rules })).options.find(({ action }) => action === "rightsize")?.target;

  it("decide how small a size may be: with more head-room what would do is not enough", () => {
    expect(target(presetRules.savings)).toBe("m6i.xlarge");
    expect(target(presetRules.performance)).toBeUndefined();
    expect(target({ ...presetRules.performance, memoryHeadroom: 0.1, cpuHeadroom: 0.2 })).toBe("m6i.xlarge");
  });

  it("leave a risk that is the largest of its dimensions", () => {
    const option = judge(look(used, { bill, rules: presetRules.savings })).options[0];
    const risks = Object.values(option?.risks ?? {});
    expect(new Set(risks).size).toBeGreaterThan(1);
    expect(riskOf(option?.risks ?? {})).toBe(Math.max(...risks));
  });
});

describe("what volumes move", () => {
  const peaks = (most: number, sample: number, mean: number) => {
    const made = series(now, () => mean * 3600);
    const maximum = Float32Array.from({ length: 14 * 24 }, (_, hour) => (hour % 24 === 3 ? most * sample : 0));
    return { ...made, sample, points: { ...(made.points.average && { sum: made.points.average }), maximum } };
  };

  it("must fit into the size that is proposed, in its busiest five minutes", () => {
    const types = catalogue.types.map((type) => ({ ...type, ebsMbps: type.vcpus * 325 }));
    const narrow = regionMarket({ ...catalogue, types }, nothingPaid)(ACCOUNT);
    const megabits = (mbps: number) => {
      const { points, ...known } = peaks((mbps * 1e6) / 8, 300, 0);
      return instance(now, "i-a", { metrics: { "bytes read": { ...known, points: { maximum: points.maximum } } } });
    };
    const targetOf = (mbps: number) =>
      judge(look(megabits(mbps), { bill, market: narrow })).options.find(({ action }) => action === "rightsize");
    expect(targetOf(900)).toMatchObject({ target: "m6i.xlarge", risks: { volumes: 0 } });
    expect(targetOf(1200)).toMatchObject({ target: "m6i.xlarge", risks: { volumes: 2 } });
    expect(targetOf(1400)).toBeUndefined();
    // Beyond what it may have all day now is a burst, which the same size on Arm has as well.
    const burst = judge(look(megabits(9000), { bill, market: narrow }));
    expect(burst.options).toMatchObject([{ action: "migrate_to_graviton", target: "m6g.2xlarge" }]);
  });

  it.each([
    ["keep the operations of their busiest minute", 7650, "optimal"],
    ["go without those that no minute had", 4000, "over_provisioned"],
    ["are never taken for less than their mean", 0, "over_provisioned"],
  ])("%s", (_why, most, verdict) => {
    const metrics = { "read operations": peaks(most, 60, 900) };
    expect(judge(look(volume(now, "vol-a", { iops: 9000, metrics }))).verdict).toBe(verdict);
  });
});

describe("one verdict", () => {
  const quiet = {
    cpu: series(now, () => 2),
    memory: series(now, () => 10),
    "network in": counter(now, () => 1000),
    "network out": counter(now, () => 1000),
  };
  const dev = { cpu: series(now, (_hour, at) => (isOffice(at) ? 75 : 1)), memory: series(now, () => 75) };

  it.each([
    ["idle", instance(now, "i-a", { metrics: quiet })],
    ["under_provisioned", instance(now, "i-a", { metrics: busy(now, { cpu: 97, memory: 50 }) })],
    [
      "previous_generation",
      instance(now, "i-a", { instanceType: "m4.2xlarge", metrics: busy(now, { cpu: 70, memory: 70 }) }),
    ],
    ["runs_at_night", instance(now, "i-a", { tags: { env: "dev" }, metrics: dev })],
    ["other_architecture", instance(now, "i-a", { metrics: busy(now, { cpu: 75, memory: 75 }) })],
    ["skipped", instance(now, "i-a", { lifecycle: "spot" })],
    ["unattached", volume(now, "vol-a", { state: "available", attachedTo: null, stateSince: daysBefore(now, 60) })],
    ["previous_generation", volume(now, "vol-a", { volumeType: "gp2", iops: 300, throughput: null })],
    ["optimal", volume(now, "vol-a")],
  ])("is %s", (verdict, resource) => {
    expect(judge(look(resource)).verdict).toBe(verdict);
  });

  it.each([
    ["spot", instance(now, "i-a", { lifecycle: "spot" }), /^Spot instances/],
    ["part of a group", instance(now, "i-a", { autoScalingGroup: "web" }), /auto-scaling group web/],
    ["too new", instance(now, "i-a", { createdAt: daysBefore(now, 3) }), /^It is 3 days old; judged is .* 14 days/],
    [
      "not measured",
      instance(now, "i-a", { metrics: { cpu: series(now, () => Number.NaN) } }),
      /not 30 hours of measurements/,
    ],
  ])("is skipped with the reason where it is %s", (_why, resource, reason) => {
    expect(judge(look(resource))).toMatchObject({ verdict: "skipped", reason: expect.stringMatching(reason) });
  });

  it("is skipped where the settings exclude it", () => {
    const rules = { ...presetRules.balanced, excluded: true };
    const told = { verdict: "skipped", reason: "The settings exclude it." };
    expect(judge(look(volume(now, "vol-a"), { rules }))).toMatchObject(told);
  });
});

function isOffice(at: Date): boolean {
  return at.getUTCDay() >= 1 && at.getUTCDay() <= 5 && at.getUTCHours() >= 7 && at.getUTCHours() < 19;
}

it("a machine that is stopped costs what is beside its hours, whatever it cost while it ran", () => {
  const since = { state: "stopped" as const, stateSince: daysBefore(now, 15), volumeIds: ["vol-a"], metrics: {} };
  const volumes = { ...bill, now: new Money(20), list: new Money(20) };
  const ran = { bill: { ...bill, now: new Money(140), list: new Money(140) }, machineBill: bill };
  const { options } = judge(
    look(instance(now, "i-a", since), { ...ran, machineBill: ran.bill, billOf: () => volumes }),
  );
  expect(options.map(({ cost }) => cost.now.toNumber())).toEqual([20]);
});
