import type { GetCostAndUsageCommandOutput } from "@aws-sdk/client-cost-explorer";
import { describe, expect, it } from "vitest";
import { changedEstate } from "./cloud/estate";
import { ask, byService, cloudForEachTest, fiveChargeEstate, line } from "./cloud/five-charges";

const startedCloud = cloudForEachTest();

describe("GetCostAndUsage over the wire", () => {
  it("gives the exact total of each day, and zero for a day without charges", async () => {
    const { client } = await startedCloud();
    const { ResultsByTime } = await client.send(ask());
    expect(
      ResultsByTime?.map(({ TimePeriod, Total, Groups, Estimated }) => [TimePeriod, Total, Groups, Estimated]),
    ).toEqual([
      [
        { Start: "2026-11-01", End: "2026-11-02" },
        {
          UnblendedCost: { Amount: "13.6000300172", Unit: "USD" },
          AmortizedCost: { Amount: "10.3500300172", Unit: "USD" },
        },
        [],
        true,
      ],
      [
        { Start: "2026-11-02", End: "2026-11-03" },
        { UnblendedCost: { Amount: "0", Unit: "USD" }, AmortizedCost: { Amount: "0", Unit: "USD" } },
        [],
        true,
      ],
      [
        { Start: "2026-11-03", End: "2026-11-04" },
        { UnblendedCost: { Amount: "-2.5", Unit: "USD" }, AmortizedCost: { Amount: "-2.5", Unit: "USD" } },
        [],
        true,
      ],
    ]);
  });

  it("groups by two dimensions, names the accounts and leaves the total empty", async () => {
    const { client } = await startedCloud();
    const GroupBy = [
      { Type: "DIMENSION" as const, Key: "SERVICE" },
      { Type: "DIMENSION" as const, Key: "LINKED_ACCOUNT" },
    ];
    const answer = await client.send(ask({ GroupBy, Metrics: ["UnblendedCost", "UsageQuantity"] }));
    const first = answer.ResultsByTime?.[0];
    expect(first?.Total).toEqual({});
    expect(first?.Groups?.map(({ Keys, Metrics }) => [Keys, Metrics?.UnblendedCost?.Amount])).toEqual([
      [["Amazon EC2", "444455556666"], "12.5"],
      [["Amazon S3", "111122223333"], "0.0000300172"],
      [["Tax", "111122223333"], "1.1"],
    ]);
    expect(first?.Groups?.[0]?.Metrics?.UsageQuantity).toEqual({ Amount: "24", Unit: "Hrs" });
    expect(answer.ResultsByTime?.[1]?.Groups).toEqual([]);
    expect(answer.DimensionValueAttributes).toContainEqual({
      Value: "444455556666",
      Attributes: { description: "shop-prod" },
    });
  });

  it("cuts months at the edges of the period and calls closed ones final", async () => {
    const { client } = await startedCloud();
    const TimePeriod = { Start: "2026-10-31", End: "2026-11-04" };
    const { ResultsByTime } = await client.send(ask({ TimePeriod, Granularity: "MONTHLY" }));
    expect(
      ResultsByTime?.map((each) => [each.TimePeriod?.Start, each.Total?.UnblendedCost?.Amount, each.Estimated]),
    ).toEqual([
      ["2026-10-31", "7.0000000001", false],
      ["2026-11-01", "11.1000300172", true],
    ]);
  });

  it.each([
    [
      "a period that ends before it starts",
      ask({ TimePeriod: { Start: "2026-11-04", End: "2026-11-04" } }),
      /Start date/,
    ],
    ["a day that does not exist", ask({ TimePeriod: { Start: "2026-11-31", End: "2026-12-01" } }), /yyyy-MM-dd/],
    ["a period beyond the next month", ask({ TimePeriod: { Start: "2026-11-01", End: "2026-12-02" } }), /next month/],
    ["history older than 13 months", ask({ TimePeriod: { Start: "2025-09-30", End: "2025-12-02" } }), /14 months/],
    ["an unknown metric", ask({ Metrics: ["Cost"] }), /not a valid metric/],
    [
      "three groupings",
      ask({ GroupBy: ["SERVICE", "REGION", "USAGE_TYPE"].map((Key) => ({ Type: "DIMENSION", Key })) }),
      /maximum number/,
    ],
    ["an unknown dimension", ask({ GroupBy: [{ Type: "DIMENSION", Key: "TEAM" }] }), /enum value set/],
    [
      "a filter with two roots",
      ask({
        Filter: {
          Dimensions: { Key: "SERVICE", Values: ["Tax"] },
          Not: { Dimensions: { Key: "REGION", Values: ["x"] } },
        },
      }),
      /more than one roots/,
    ],
    ["an And of one", ask({ Filter: { And: [{ Dimensions: { Key: "SERVICE", Values: ["Tax"] } }] } }), /at least 2/],
  ])("refuses %s with a ValidationException", async (_why, command, message) => {
    const { client } = await startedCloud();
    await expect(client.send(command)).rejects.toMatchObject({
      name: "ValidationException",
      message: expect.stringMatching(message) as string,
    });
  });

  it("pages without losing a group, even in the middle of a day", async () => {
    const { client, cloud: running } = await startedCloud({ pageSize: 2 });
    const pages: GetCostAndUsageCommandOutput[] = [];
    for (let token: string | undefined, more = true; more; more = token !== undefined) {
      const page = await client.send(ask({ ...byService, ...(token && { NextPageToken: token }) }));
      token = page.NextPageToken;
      pages.push(page);
    }
    const groups = pages
      .flatMap((page) => page.ResultsByTime ?? [])
      .flatMap(({ TimePeriod, Groups }) => (Groups ?? []).map(({ Keys }) => `${TimePeriod?.Start} ${Keys?.[0]}`));
    expect(groups).toEqual([
      "2026-11-01 Amazon EC2",
      "2026-11-01 Amazon S3",
      "2026-11-01 Tax",
      "2026-11-03 Amazon EC2",
    ]);
    expect(running.charged()).toBe(pages.length);
  });

  it("refuses a page token of another request, and one that is none", async () => {
    const { client } = await startedCloud({ pageSize: 1 });
    const { NextPageToken } = await client.send(ask(byService));
    const other = ask({ Metrics: ["UnblendedCost"], ...byService, ...(NextPageToken && { NextPageToken }) });
    await expect(client.send(other)).rejects.toMatchObject({ name: "RequestChangedException" });
    await expect(client.send(ask({ ...byService, NextPageToken: "rubbish" }))).rejects.toMatchObject({
      name: "InvalidNextTokenException",
    });
  });

  it("shows a hidden charge in the total alone", async () => {
    const { client, cloud: running } = await startedCloud();
    running.show(
      changedEstate(fiveChargeEstate, (charge) => charge, [line("2026-11-02", "", "0.05", { hidden: true })]),
    );
    const total = await client.send(ask());
    expect(total.ResultsByTime?.[1]?.Total?.UnblendedCost?.Amount).toBe("0.05");
    expect((await client.send(ask(byService))).ResultsByTime?.[1]?.Groups).toEqual([]);
  });

  it("forgets what vanished and shows what was restated", async () => {
    const { client, cloud: running } = await startedCloud();
    running.show(
      changedEstate(fiveChargeEstate, (charge) => (charge.service === "Tax" ? null : { ...charge, unblended: "1" })),
    );
    const { ResultsByTime } = await client.send(ask(byService));
    expect(ResultsByTime?.[0]?.Groups?.map(({ Keys, Metrics }) => [Keys?.[0], Metrics?.UnblendedCost?.Amount])).toEqual(
      [
        ["Amazon EC2", "1"],
        ["Amazon S3", "1"],
      ],
    );
  });
});
