import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { type CloudCharge, changedEstate, estateOf } from "../demo/cloud/estate";
import { type CloudOptions, type RunningCloud, startCloud } from "../demo/cloud-server";
import { plain, sumOf } from "../focus/money";
import { checked, type Outcome, readAll } from "../sources/aws-cost-explorer/scripted-cloud";

const TODAY = "2026-11-22";
const ROLE = "arn:aws:iam::111122223333:role/outlay";
let cloud: RunningCloud | undefined;
afterEach(async () => {
  await cloud?.stop();
  cloud = undefined;
  for (const name of ["AWS_ENDPOINT_URL_COST_EXPLORER", "AWS_ENDPOINT_URL_STS"]) delete process.env[name];
});

async function cloudOf(charges: CloudCharge[], options?: CloudOptions): Promise<RunningCloud> {
  cloud = await startCloud(estateOf(charges, TODAY), options);
  return cloud;
}

const line = (more: Partial<CloudCharge> = {}): CloudCharge => ({
  day: "2026-11-03",
  account: "111122223333",
  service: "Amazon Simple Storage Service",
  region: "us-east-1",
  recordType: "Usage",
  usageType: "x",
  unblended: "1.5",
  ...more,
});

const amount = fc
  .bigInt({ min: -(10n ** 14n), max: 10n ** 15n })
  .map((units) => `${units < 0n ? "-" : ""}${String(units < 0n ? -units : units).padStart(11, "0")}`)
  .map((digits) => `${digits.slice(0, -10)}.${digits.slice(-10)}`);

const charge: fc.Arbitrary<CloudCharge> = fc
  .record({
    day: fc.constantFrom("2026-10-01", "2026-10-31", "2026-11-03", "2026-11-21", TODAY),
    account: fc.constantFrom("111122223333", "444455556666"),
    service: fc.constantFrom("Amazon Simple Storage Service", "EC2 - Other", "Tax"),
    region: fc.constantFrom("us-east-1", "eu-west-1", "global", "NoRegion"),
    recordType: fc.constantFrom(
      "Usage",
      "DiscountedUsage",
      "SavingsPlanNegation",
      "RIFee",
      "Tax",
      "Credit",
      "Moon Fee",
    ),
    usageType: fc.constant("x"),
    unblended: amount,
    amortized: amount,
    netUnblended: amount,
    netAmortized: amount,
    hidden: fc.constantFrom(true as const, undefined, undefined, undefined),
  })
  .map(({ hidden, ...rest }) => (hidden ? { ...rest, hidden } : rest));

const columns = [
  ["BilledCost", "unblended"],
  ["EffectiveCost", "amortized"],
  ["x_NetUnblendedCost", "netUnblended"],
  ["x_NetAmortizedCost", "netAmortized"],
] as const;

/** Sums of what was read by a key of the row, as far as it is not nothing. */
function sums(outcome: Outcome, keyOf: (row: Outcome["slices"][0]["rows"][0]) => string, column: string) {
  const found = new Map<string, string[]>();
  for (const row of outcome.slices.flatMap(({ rows }) => rows)) {
    found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row[column] ?? "0"]);
  }
  return nonZero(found);
}

function nonZero(amounts: Map<string, string[]>) {
  const all = [...amounts].map(([key, each]): [string, string] => [key, plain(sumOf(each))]);
  return Object.fromEntries(all.filter(([, sum]) => sum !== "0").sort());
}

function expected(
  charges: CloudCharge[],
  keyOf: (charge: CloudCharge) => string,
  column: "unblended" | (typeof columns)[number][1],
) {
  const found = new Map<string, string[]>();
  for (const each of charges) {
    found.set(keyOf(each), [...(found.get(keyOf(each)) ?? []), each[column] ?? each.unblended]);
  }
  return nonZero(found);
}

const dayOf = (row: Record<string, string | null | undefined>) => String(row.ChargePeriodStart).slice(0, 10);

describe("the connector over the simulated cloud", () => {
  it("equals every day's own total in every metric, to the last digit, with hidden parts and any page size", async () => {
    const estates = fc.record({
      charges: fc.array(charge, { maxLength: 40 }),
      pageSize: fc.constantFrom(3, 10, 60),
      detail: fc.constantFrom("basic", "region"),
    });
    await fc.assert(
      fc.asyncProperty(estates, async ({ charges, pageSize, detail }) => {
        const running = await cloudOf(charges, { pageSize });
        const open = { purpose: "sync" as const, memory: { openFrom: "2026-10-01" } };
        const outcome = await readAll(running.url, { ...open, settings: { detail } });
        for (const [column, metric] of columns) {
          expect(sums(outcome, dayOf, column)).toEqual(expected(charges, ({ day }) => day, metric));
        }
        const stated = outcome.slices.flatMap((slice) => slice.stated.filter(({ metric }) => metric === "billed"));
        expect(nonZero(new Map(stated.map((each) => [each.day ?? "", [each.amount]])))).toEqual(
          expected(charges, ({ day }) => day, "unblended"),
        );
        expect(outcome.spent).toBe(running.requests());
        await running.stop();
      }),
      { numRuns: 15 },
    );
  });

  it("tells regions apart on wish, at one request more for each", async () => {
    const charges = [
      line(),
      line({ region: "eu-west-1", unblended: "2" }),
      line({ region: "eu-west-1", recordType: "DiscountedUsage", unblended: "4" }),
      line({ region: "NoRegion", unblended: "8" }),
      line({ region: "us-east-1", recordType: "Tax", unblended: "16" }),
    ];
    const running = await cloudOf(charges);
    const outcome = await readAll(running.url, { settings: { detail: "region" } });
    const byRegion = sums(outcome, ({ RegionId }) => RegionId ?? "none", "BilledCost");
    expect(byRegion).toEqual({ "us-east-1": "1.5", "eu-west-1": "6", none: "24" });
    // Totals, types, tax, usage as a whole, regions in use, and the two of them.
    expect(running.requests()).toBe(7);
  });

  it("forgets a row that AWS no longer shows", async () => {
    const running = await cloudOf([line(), line({ service: "EC2 - Other", unblended: "7" })]);
    await readAll(running.url);
    running.show(
      changedEstate(estateOf([line(), line({ service: "EC2 - Other" })], TODAY), (each) =>
        each.service === "EC2 - Other" ? null : each,
      ),
    );
    const again = await readAll(running.url, { purpose: "sync", memory: { openFrom: "2026-11-01" } });
    expect(again.slices).toMatchObject([{ rows: [{ x_ServiceName: "Amazon Simple Storage Service" }] }]);
  });

  it("names the accounts and files everything under the paying one", async () => {
    const accounts = [
      { id: "111122223333", name: "payer" },
      { id: "444455556666", name: "shop" },
    ];
    cloud = await startCloud(estateOf([line({ account: "444455556666" })], TODAY, accounts));
    const { slices, memory } = await readAll(cloud.url);
    expect(memory.billingAccountId).toBe("111122223333");
    expect(slices.at(-1)?.rows).toMatchObject([{ SubAccountName: "shop", BillingAccountId: "111122223333" }]);
  });

  it("waits out throttling and counts each try", async () => {
    const running = await cloudOf([line()], { faults: [{ kind: "throttled", times: 2 }] });
    const outcome = await readAll(running.url);
    expect([outcome.spent, running.requests(), running.charged()]).toEqual([5, 5, 3]);
  });

  it("goes on after a dropped line, and fails on an answer that stays cut off", async () => {
    const running = await cloudOf([line()], { faults: [{ kind: "dropped", times: 1, after: 1 }] });
    expect((await readAll(running.url)).slices).toHaveLength(14);
    running.inject({ kind: "truncated" });
    await expect(readAll(running.url)).rejects.toThrow(/cut off/);
  });

  it.each([
    ["denied", /permission ce:GetCostAndUsage is missing/],
    ["expired", /temporary credentials have expired/],
    ["unavailable", /not prepared/],
  ] as const)("gives nothing of a reading that ends %s", async (kind, sentence) => {
    const running = await cloudOf([line()], { faults: [{ kind, after: 2 }] });
    await expect(readAll(running.url)).rejects.toThrow(sentence);
  });
});

describe("signing in", () => {
  const keys = { auth: "keys", accessKeyId: "AKIATEST", secretAccessKey: "right" };

  it("tells a wrong secret from an unknown key", async () => {
    const running = await cloudOf([line()], { keys: { AKIATEST: "right" } });
    expect(await checked(running.url, keys)).toMatchObject({
      ok: true,
      message: expect.stringContaining("111122223333") as string,
    });
    expect((await checked(running.url, { ...keys, secretAccessKey: "wrong" })).message).toMatch(/does not belong to/);
    expect((await checked(running.url, { ...keys, accessKeyId: "AKIAOTHER" })).message).toMatch(
      /does not know this access key/,
    );
  });

  it("assumes a role with its external id, and warns of one that is open without it", async () => {
    const credentials = { AWS_ACCESS_KEY_ID: "AKIATEST", AWS_SECRET_ACCESS_KEY: "right" };
    Object.assign(process.env, credentials);
    const role = { auth: "role", roleArn: ROLE };
    const guarded = await cloudOf([line()], { roles: [{ arn: ROLE, externalId: "the-external-id" }] });
    expect(await checked(guarded.url, role)).toMatchObject({ ok: true });
    expect(guarded.log().some(({ accessKeyId }) => accessKeyId?.startsWith("ASIA"))).toBe(true);
    await guarded.stop();

    const others = await cloudOf([line()], { roles: [{ arn: ROLE, externalId: "of somebody else" }] });
    expect((await checked(others.url, role)).message).toMatch(/sts:AssumeRole was denied/);
    await others.stop();

    const open = await cloudOf([line()], { roles: [{ arn: ROLE, externalId: null }] });
    expect(await checked(open.url, role)).toMatchObject({
      ok: false,
      message: expect.stringMatching(/without the external id/) as string,
    });
    for (const name of Object.keys(credentials)) delete process.env[name];
  });

  it("follows the SDK's own endpoint variables, and sends nothing to the real STS", async () => {
    const running = await cloudOf([line()]);
    process.env.AWS_ENDPOINT_URL_COST_EXPLORER = running.url;
    const alone = await readAll(null);
    expect(alone.memory.billingAccountId).toBe("aws-fallback");
    expect(running.log().map(({ operation }) => operation)).not.toContain("sts:GetCallerIdentity");
    process.env.AWS_ENDPOINT_URL_STS = running.url;
    expect((await readAll(null)).memory.billingAccountId).toBe("111122223333");
  });
});
