import { CostExplorerClient, GetDimensionValuesCommand } from "@aws-sdk/client-cost-explorer";
import { describe, expect, it } from "vitest";
import { ask, cloudForEachTest, exampleKey } from "./five-charges";

const startedCloud = cloudForEachTest();

describe("faults", () => {
  it.each([
    ["throttled", "LimitExceededException", /Rate limit/],
    ["denied", "AccessDeniedException", /not authorized to perform: ce:GetCostAndUsage on resource/],
    ["expired", "ExpiredTokenException", /expired/],
    ["unavailable", "DataUnavailableException", /not available/],
    ["crashed", "InternalServerErrorException", /internal error/],
  ] as const)("a %s request reads %s, and the next one succeeds", async (kind, name, message) => {
    const { client, cloud: running } = await startedCloud({ faults: [{ kind, times: 1 }] });
    await expect(client.send(ask())).rejects.toMatchObject({ name, message: expect.stringMatching(message) as string });
    expect((await client.send(ask())).ResultsByTime).toHaveLength(3);
    expect([running.requests(), running.charged()]).toEqual([2, 1]);
  });

  it("drops the line, cuts the answer short, or takes its time", async () => {
    const { client, cloud: running } = await startedCloud();
    running.inject({ kind: "dropped", times: 1 });
    await expect(client.send(ask())).rejects.toThrow();
    running.inject({ kind: "truncated", times: 1 });
    await expect(client.send(ask())).rejects.toThrow();
    running.inject({ kind: "slow", times: 1, milliseconds: 20 });
    expect((await client.send(ask())).ResultsByTime).toHaveLength(3);
    expect(running.log().map(({ error }) => error)).toEqual(["dropped", "truncated", null]);
  });

  it("strikes after the requests it was told to spare, and one operation alone", async () => {
    const { client, cloud: running } = await startedCloud();
    running.inject({ kind: "throttled", after: 1, times: 1, operation: "GetCostAndUsage" });
    const TimePeriod = { Start: "2026-11-01", End: "2026-11-02" };
    await client.send(ask());
    await client.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: "SERVICE" }));
    await expect(client.send(ask())).rejects.toMatchObject({ name: "LimitExceededException" });
    running.inject({ kind: "denied" });
    running.clearFaults();
    await client.send(ask());
  });

  it("is overcome by the SDK's own attempts when it throttles twice", async () => {
    const { cloud: running } = await startedCloud({ faults: [{ kind: "throttled", times: 2 }] });
    const patient = new CostExplorerClient({
      endpoint: running.url,
      region: "us-east-1",
      credentials: exampleKey,
      maxAttempts: 3,
    });
    expect((await patient.send(ask())).ResultsByTime).toHaveLength(3);
    expect(running.requests()).toBe(3);
  });
});
