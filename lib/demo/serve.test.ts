import { CostExplorerClient, GetCostAndUsageCommand } from "@aws-sdk/client-cost-explorer";
import { expect, it } from "vitest";
import { exampleKey } from "./cloud/five-charges";
import { serveCloud } from "./serve";

it("the cloud that runs alone answers with the totals that it prints", async () => {
  const cloud = await serveCloud("2026-11-22", { accountSet: "small" });
  try {
    const client = new CostExplorerClient({ endpoint: cloud.url, region: "us-east-1", credentials: exampleKey });
    const { ResultsByTime } = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: "2025-10-01", End: "2026-12-01" },
        Granularity: "MONTHLY",
        Metrics: ["UnblendedCost", "AmortizedCost"],
      }),
    );
    const answered = ResultsByTime?.map(({ TimePeriod, Total }) => ({
      month: TimePeriod?.Start,
      billed: Total?.UnblendedCost?.Amount,
      effective: Total?.AmortizedCost?.Amount,
    }));
    expect(answered).toEqual(cloud.totals.map(({ month, billed, effective }) => ({ month, billed, effective })));
    expect(answered).toHaveLength(14);
  } finally {
    await cloud.stop();
  }
});
