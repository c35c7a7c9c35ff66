import { GetDimensionValuesCommand, GetTagsCommand } from "@aws-sdk/client-cost-explorer";
import { describe, expect, it } from "vitest";
import { cloudForEachTest } from "./five-charges";

const startedCloud = cloudForEachTest();

describe("GetDimensionValues and GetTags over the wire", () => {
  it("lists the values of the period with the names of accounts", async () => {
    const { client } = await startedCloud();
    const TimePeriod = { Start: "2026-10-01", End: "2026-12-01" };
    const values = await client.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: "RECORD_TYPE" }));
    expect(values.DimensionValues?.map(({ Value }) => Value)).toEqual(["Credit", "Tax", "Usage"]);
    expect(values.TotalSize).toBe(3);
    const named = await client.send(
      new GetDimensionValuesCommand({ TimePeriod, Dimension: "LINKED_ACCOUNT", SearchString: "SHOP" }),
    );
    expect(named.DimensionValues).toEqual([{ Value: "444455556666", Attributes: { description: "shop-prod" } }]);
    expect((await client.send(new GetTagsCommand({ TimePeriod }))).Tags).toEqual([]);
  });

  it("gives the dearest first when asked to sort", async () => {
    const { client } = await startedCloud();
    const SortBy = [{ Key: "UnblendedCost", SortOrder: "DESCENDING" as const }];
    const TimePeriod = { Start: "2026-11-01", End: "2026-11-02" };
    const sorted = await client.send(
      new GetDimensionValuesCommand({ TimePeriod, Dimension: "SERVICE", SortBy, MaxResults: 2 }),
    );
    expect(sorted.DimensionValues?.map(({ Value }) => Value)).toEqual(["Amazon EC2", "Tax"]);
  });
});
