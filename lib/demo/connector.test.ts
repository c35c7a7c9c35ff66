import { Decimal } from "decimal.js";
import { describe, expect, it } from "vitest";
import type { Charge } from "../focus/charge";
import { startOf } from "../focus/period";
import { awsCostExplorer } from "../sources/aws-cost-explorer/source";
import type { Reading, SourceSlice } from "../sources/source";
import { changedEstate } from "./cloud/estate";
import { type RunningCloud, startCloud } from "./cloud-server";
import { awsEstate } from "./company/aws-bill";
import { unitsOf } from "./units";

const today = "2026-11-22";
const estate = awsEstate(today);
const settings = awsCostExplorer.settings.parse({
  auth: "keys",
  accessKeyId: "AKIAEXAMPLE",
  secretAccessKey: "example",
  detail: "region",
});

async function readAll(cloud: RunningCloud, purpose: Reading["purpose"], memory: Reading["memory"] = {}) {
  const reading: Reading = {
    now: startOf(today),
    purpose,
    memory,
    externalId: "outlay-test",
    fallbackAccountId: "aws-test",
    endpoint: cloud.url,
    folders: { watchable: [], own: "/" },
    spend: async () => {},
    progress: () => {},
    signal: new AbortController().signal,
  };
  const slices: (SourceSlice & { charges: Charge[] })[] = [];
  const period = awsCostExplorer.due(reading.now, purpose, memory);
  for await (const slice of awsCostExplorer.read(settings, period, reading)) {
    const charges: Charge[] = [];
    for await (const charge of slice.charges) charges.push(charge);
    slices.push({ ...slice, charges });
  }
  return slices;
}

/** Sums by day and metric, from what was read and from the cloud's own charges. */
function sumsRead(slices: { charges: Charge[] }[]) {
  const sums = new Map<string, Decimal>();
  const add = (key: string, cost: string) => sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(cost));
  for (const charge of slices.flatMap(({ charges }) => charges)) {
    const day = charge.ChargePeriodStart.slice(0, 10);
    add(`${day} billed`, charge.BilledCost);
    add(`${day} effective`, charge.EffectiveCost);
  }
  return plainly([...sums].map(([key, sum]) => [key, sum.toFixed()]));
}

function sumsInCloud(months: string[]) {
  const sums = new Map<string, bigint>();
  const add = (key: string, cost: string) => sums.set(key, (sums.get(key) ?? 0n) + unitsOf(cost));
  for (const { day, unblended, amortized = unblended } of months.flatMap((month) => estate.chargesOf(month))) {
    add(`${day} billed`, unblended);
    add(`${day} effective`, amortized);
  }
  return plainly([...sums].map(([key, sum]) => [key, new Decimal(sum.toString()).div(1e10).toFixed()]));
}

const plainly = (sums: [string, string][]) => sums.filter(([, sum]) => sum !== "0").sort();

describe("the real connector on the simulated cloud", () => {
  it("reads every day as the cloud's own total has it, to the last digit and for cents", async () => {
    const cloud = await startCloud(estate);
    try {
      const slices = await readAll(cloud, "sync", { openFrom: "2026-09-01" });
      expect(slices).toHaveLength(3);
      const months = slices.map(({ period }) => period.from);
      expect(sumsRead(slices)).toEqual(sumsInCloud(months));
      expect(slices.flatMap(({ charges }) => charges).some((charge) => charge.ServiceName === "Unattributed")).toBe(
        false,
      );
      expect(cloud.charged()).toBeLessThan(30);
    } finally {
      await cloud.stop();
    }
  });

  it("names what the groupings do not show, and still equals the total", async () => {
    const hidden = { day: "2026-11-05", account: "", service: "", region: "", recordType: "Usage", usageType: "" };
    const withRest = changedEstate(estate, (charge) => charge, [{ ...hidden, unblended: "12.34", hidden: true }]);
    const cloud = await startCloud(withRest);
    try {
      const [november, ...others] = await readAll(cloud, "sync", { openFrom: "2026-11-01" });
      expect(others).toEqual([]);
      const rest = november?.charges.filter(({ ServiceName }) => ServiceName === "Unattributed");
      expect(rest?.map(({ BilledCost }) => BilledCost)).toEqual(["12.34"]);
    } finally {
      await cloud.stop();
    }
  });
});
