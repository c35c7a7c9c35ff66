import { afterEach, describe, expect, it } from "vitest";
import { days, metrics, plainScript, readAll, type Script, type ScriptedCloud, scriptedCloud } from "./scripted-cloud";

let cloud: ScriptedCloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
});

async function read(script: Script, given?: Parameters<typeof readAll>[1]) {
  cloud = await scriptedCloud(script);
  return await readAll(cloud.url, given);
}

const november = (outcome: Awaited<ReturnType<typeof readAll>>) => outcome.slices.at(-1);
const byOf = (asked: { GroupBy?: { Key: string }[] }) => asked.GroupBy?.map(({ Key }) => Key).join() ?? "";

describe("reading Cost Explorer", () => {
  it("asks for 14 months and tomorrow exclusive, and gives one slice a month", async () => {
    const outcome = await read(plainScript());
    expect(cloud?.asked[0]).toMatchObject({
      TimePeriod: { Start: "2025-10-01", End: "2026-11-23" },
      Granularity: "DAILY",
    });
    expect(outcome.slices.map(({ period }) => period.from)).toHaveLength(14);
    expect(outcome.slices[0]?.period).toEqual({ from: "2025-10-01", to: "2025-11-01" });
    expect(november(outcome)?.rows).toMatchObject([
      { BilledCost: "5", ServiceName: "Amazon S3", x_RecordType: "Usage" },
    ]);
  });

  it("works on the first of a month", async () => {
    const first = { now: "2026-12-01T00:00:01Z", purpose: "sync" as const, memory: { openFrom: "2026-12-01" } };
    const outcome = await read(() => days([{ day: "2026-12-01", total: metrics("0"), estimated: true }]), first);
    expect(cloud?.asked[0]?.TimePeriod).toEqual({ Start: "2026-12-01", End: "2026-12-02" });
    expect(outcome.slices).toMatchObject([
      { period: { from: "2026-12-01", to: "2027-01-01" }, final: false, rows: [] },
    ]);
    expect(outcome.memory.openFrom).toBe("2026-12-01");
  });

  it("meters every request, the refused ones too", async () => {
    const outcome = await read(
      plainScript((_asked, count) => (count === 2 ? { type: "LimitExceededException" } : null)),
    );
    expect(outcome.spent).toBe(4);
    expect(cloud?.asked).toHaveLength(4);
  });

  it("needs nothing but GetCostAndUsage, and remembers the name it gave to the billing account", async () => {
    const outcome = await read(plainScript());
    expect(cloud?.identities()).toBe(1);
    expect(outcome.memory).toMatchObject({ billingAccountId: "aws-fallback" });
    const again = await readAll(cloud?.url ?? "", { memory: { billingAccountId: "111122223333" } });
    expect(cloud?.identities()).toBe(1);
    expect(november(again)?.billingAccountId).toBe("111122223333");
  });

  it("takes the billing account from the settings when it is there", async () => {
    const outcome = await read(plainScript(), { settings: { billingAccountId: "444455556666" } });
    expect(outcome.memory).toMatchObject({ billingAccountId: "444455556666" });
    expect(cloud?.identities()).toBe(0);
  });

  it("keeps what the groups do not explain, to the last digit and for each metric", async () => {
    const outcome = await read(
      plainScript((asked) =>
        byOf(asked) ? null : days([{ day: "2026-11-03", total: metrics("5.0000000001", "4.75") }]),
      ),
    );
    expect(november(outcome)?.rows.at(-1)).toMatchObject({
      x_OutlayChargeKind: "unattributed",
      BilledCost: "0.0000000001",
      EffectiveCost: "-0.25",
      x_NetUnblendedCost: "0.0000000001",
      x_NetAmortizedCost: "-0.25",
    });
    expect(november(outcome)?.rows.at(-1)?.SubAccountId).toBeUndefined();
    expect(november(outcome)?.notes.join()).toMatch(/0.0000000001 USD billed and -0.25 USD effective/);
  });

  it("keeps currencies apart", async () => {
    const outcome = await read(
      plainScript((asked) => {
        if (!byOf(asked)) return days([{ day: "2026-11-03", total: metrics("5", "5", "N/A") }]);
        if (byOf(asked) !== "LINKED_ACCOUNT,SERVICE") return null;
        return days([
          {
            day: "2026-11-03",
            groups: [
              [["1", "A"], metrics("3", "3", "USD")],
              [["2", "B"], metrics("2", "2", "CNY")],
            ],
          },
        ]);
      }),
    );
    expect(november(outcome)?.rows.map((row) => [row.BillingCurrency, row.BilledCost])).toEqual([
      ["USD", "3"],
      ["CNY", "2"],
    ]);
    expect(november(outcome)?.stated).toEqual([]);
    expect(november(outcome)?.notes.join()).toMatch(/several currencies/);
  });

  it("refuses an amount whose unit is no currency", async () => {
    const bent = plainScript((asked) =>
      byOf(asked) === "LINKED_ACCOUNT,SERVICE"
        ? days([{ day: "2026-11-03", groups: [[["1", "A"], metrics("5", "5", "GB")]] }])
        : null,
    );
    await expect(read(bent)).rejects.toThrow(/is in GB, which is not a currency/);
  });

  it("keeps an unknown type of charge as an adjustment and says so", async () => {
    const outcome = await read(
      plainScript((asked) =>
        byOf(asked) === "RECORD_TYPE" ? days([{ day: "2026-11-03", groups: [[["Moon Fee"], metrics("5")]] }]) : null,
      ),
    );
    expect(november(outcome)?.rows).toMatchObject([
      { ChargeCategory: "Adjustment", x_RecordType: "Moon Fee", x_OutlayChargeKind: "adjustment" },
    ]);
    expect(november(outcome)?.notes.join()).toContain("Moon Fee");
  });

  it("keeps all of it as usage where no types of charge are told", async () => {
    const outcome = await read(plainScript((asked) => (byOf(asked) === "RECORD_TYPE" ? days([]) : null)));
    expect(november(outcome)?.rows).toMatchObject([{ ChargeCategory: "Usage", BilledCost: "5" }]);
  });

  it("reads what AWS has when the account's history is shorter", async () => {
    const outcome = await read(
      plainScript(({ TimePeriod }) => (TimePeriod.Start < "2026-09-01" ? { type: "BillExpirationException" } : null)),
    );
    expect(outcome.slices.map(({ period }) => period.from)).toEqual(["2026-09-01", "2026-10-01", "2026-11-01"]);
  });

  it("calls a month final two weeks after its end, unless AWS still estimates it", async () => {
    const estimated = plainScript((asked) =>
      byOf(asked) ? null : days([{ day: "2026-10-03", total: metrics("0"), estimated: true }]),
    );
    const final = (outcome: Awaited<ReturnType<typeof readAll>>) => outcome.slices.filter((each) => each.final).length;
    const settled = await read(plainScript(), { now: "2026-11-15T00:00:00Z" });
    expect([final(settled), settled.memory.openFrom]).toEqual([13, "2026-11-01"]);
    await cloud?.stop();
    const early = await read(plainScript(), { now: "2026-11-14T23:59:59Z" });
    expect([final(early), early.memory.openFrom]).toEqual([12, "2026-10-01"]);
    await cloud?.stop();
    const open = await read((asked, count) => (byOf(asked) ? days([]) : estimated(asked, count)));
    expect(open.slices.at(-2)).toMatchObject({ final: false });
  });
});

describe("an answer that cannot be right is not used in part", () => {
  const forServices = (replies: ReturnType<typeof days>[]) => {
    let turn = 0;
    return plainScript((asked) =>
      byOf(asked) === "LINKED_ACCOUNT,SERVICE" ? (replies[Math.min(turn++, replies.length - 1)] ?? null) : null,
    );
  };
  const row = (account: string, value = "5") => ({
    day: "2026-11-03",
    groups: [[[account, "A"], metrics(value)]] as [string[], object][],
  });

  it.each([
    [
      "the same page mark twice",
      [days([row("1", "2")], "t1"), days([row("2", "2")], "t1"), days([row("3", "1")], "t1")],
      /same page mark twice/,
    ],
    ["the same row twice", [days([row("1")], "t1"), days([row("1")])], /twice/],
    ["a day that is missing", [days([])], /lacks 1 days, the first is 2026-11-03/],
    ["a day that was not asked for", [days([{ ...row("1"), day: "2027-01-01" }])], /was not asked for/],
    [
      "other groups than asked",
      [days([{ day: "2026-11-03", groups: [[["1"], metrics("5")]] }])],
      /grouped 2026-11-03 differently/,
    ],
    ["a metric that is missing", [days([{ day: "2026-11-03", groups: [[["1", "A"], {}]] }])], /lacks UnblendedCost/],
    ["a number that is none", [days([row("1", "NaN")])], /not as documented/],
    ["no results at all", [{ body: { Groups: [] } }], /not as documented/],
  ])("%s", async (_why, replies, reason) => {
    await expect(read(forServices(replies as ReturnType<typeof days>[]))).rejects.toThrow(reason);
  });

  it("starts over when its page mark is refused, and gives up after three times", async () => {
    const bad = { type: "InvalidNextTokenException" };
    const once = await read(
      forServices([days([row("1", "2")], "t1"), bad, days([row("1", "2")], "t2"), days([row("2", "3")])]),
    );
    expect(november(once)?.rows).toHaveLength(2);
    await cloud?.stop();
    await expect(
      read(plainScript((asked) => (byOf(asked) === "RECORD_TYPE" ? { type: "RequestChangedException" } : null))),
    ).rejects.toThrow(/changed while its pages/);
    expect(cloud?.asked).toHaveLength(5);
  });
});
