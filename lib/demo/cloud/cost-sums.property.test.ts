import {
  CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
  type ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import { Decimal } from "decimal.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays, addMonths, type Day, monthOf } from "../../focus/period";
import { type RunningCloud, startCloud } from "../cloud-server";
import { type CloudCharge, estateOf } from "./estate";
import { exampleKey } from "./five-charges";

const today = "2026-11-22";
const accounts = ["111122223333", "444455556666", "777788889999"];
const services = ["Amazon S3", "Amazon EC2", "Tax", "Ünïcode & <Sons>"];
const recordTypes = ["Usage", "Credit", "Tax", "SavingsPlanNegation"];
const regions = ["us-east-1", "eu-west-1", "global"];

const Exact = Decimal.clone({ precision: 60 });
const amount = fc
  .bigInt({ min: -(10n ** 17n), max: 10n ** 17n })
  .map((units) => new Exact(units.toString()).div(1e10).toFixed());
const day = fc.integer({ min: 0, max: 80 }).map((back) => addDays(today, -back));
const charge: fc.Arbitrary<CloudCharge> = fc.record(
  {
    day,
    account: fc.constantFrom(...accounts),
    service: fc.constantFrom(...services),
    region: fc.constantFrom(...regions),
    recordType: fc.constantFrom(...recordTypes),
    usageType: fc.constantFrom("Requests", "Hours"),
    unblended: amount,
    amortized: amount,
  },
  { requiredKeys: ["day", "account", "service", "region", "recordType", "usageType", "unblended"] },
);

type Asked = { account?: string[] | undefined; notType?: string | undefined; groupBy: string[]; monthly: boolean };
const asked: fc.Arbitrary<Asked> = fc.record({
  account: fc.option(fc.subarray(accounts, { minLength: 1 }), { nil: undefined }),
  notType: fc.option(fc.constantFrom(...recordTypes), { nil: undefined }),
  groupBy: fc.uniqueArray(fc.constantFrom("SERVICE", "LINKED_ACCOUNT", "REGION", "RECORD_TYPE"), { maxLength: 2 }),
  monthly: fc.boolean(),
});

const fields: Record<string, (charge: CloudCharge) => string> = {
  SERVICE: ({ service }) => service,
  LINKED_ACCOUNT: ({ account }) => account,
  REGION: ({ region }) => region,
  RECORD_TYPE: ({ recordType }) => recordType,
};

describe("any question to the simulated Cost Explorer", () => {
  let cloud: RunningCloud;
  let client: CostExplorerClient;
  beforeAll(async () => {
    cloud = await startCloud(estateOf([], today), { pageSize: 7 });
    client = new CostExplorerClient({ endpoint: cloud.url, region: "us-east-1", credentials: exampleKey });
  });
  afterAll(() => cloud.stop());

  it("is answered with the sums that adding the charges one by one gives, over all pages", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(charge, { maxLength: 60 }), asked, async (charges, question) => {
        cloud.show(estateOf(charges, today));
        const period = { from: addDays(today, -70), to: addMonths(monthOf(today).from, 1) };
        expect(await answered(client, question, period)).toEqual(added(charges, question, period));
      }),
      { numRuns: 60 },
    );
  });
});

type Span = { from: Day; to: Day };

function added(charges: CloudCharge[], question: Asked, period: Span) {
  const sums = new Map<string, Decimal>();
  const add = (key: string, value: string) => sums.set(key, (sums.get(key) ?? new Exact(0)).plus(value));
  for (const each of charges.filter((one) => isAskedFor(one, question, period))) {
    const bucket = question.monthly ? [period.from, monthOf(each.day).from].sort().at(-1) : each.day;
    const keys = [bucket, ...question.groupBy.map((name) => fields[name]?.(each))].join("|");
    add(`${keys}|UnblendedCost`, each.unblended);
    add(`${keys}|AmortizedCost`, each.amortized ?? each.unblended);
  }
  return plainly([...sums].map(([key, sum]) => [key, sum.toFixed()]));
}

function isAskedFor(
  { day, account, recordType }: CloudCharge,
  { account: accounts, notType }: Asked,
  { from, to }: Span,
) {
  return day >= from && day < to && (accounts?.includes(account) ?? true) && recordType !== notType;
}

async function answered(client: CostExplorerClient, question: Asked, period: Span) {
  const lines: [string, string][] = [];
  const Filter = filterOf(question);
  let token: string | undefined;
  do {
    const page = await client.send(
      new GetCostAndUsageCommand({
        TimePeriod: { Start: period.from, End: period.to },
        Granularity: question.monthly ? "MONTHLY" : "DAILY",
        Metrics: ["UnblendedCost", "AmortizedCost"],
        GroupBy: question.groupBy.map((Key) => ({ Type: "DIMENSION", Key })),
        ...(Filter && { Filter }),
        ...(token && { NextPageToken: token }),
      }),
    );
    lines.push(...(page.ResultsByTime ?? []).flatMap((result) => linesOf(result, question)));
    token = page.NextPageToken;
  } while (token);
  return plainly(lines);
}

function linesOf({ TimePeriod, Total, Groups = [] }: ResultByTime, { groupBy }: Asked): [string, string][] {
  const groups = groupBy.length > 0 ? Groups : [{ Keys: [], Metrics: Total }];
  return groups.flatMap(({ Keys = [], Metrics = {} }) =>
    Object.entries(Metrics).map(([metric, { Amount = "" }]): [string, string] => [
      [TimePeriod?.Start, ...Keys, metric].join("|"),
      Amount,
    ]),
  );
}

/** Without the zeros, which an ungrouped answer states for empty days. */
function plainly(lines: [string, string][]) {
  return lines.filter(([, sum]) => sum !== "0").sort(([left], [right]) => (left < right ? -1 : 1));
}

function filterOf({ account, notType }: Asked): Expression | undefined {
  const byAccount: Expression[] = account ? [{ Dimensions: { Key: "LINKED_ACCOUNT", Values: account } }] : [];
  const byType: Expression[] = notType ? [{ Not: { Dimensions: { Key: "RECORD_TYPE", Values: [notType] } } }] : [];
  const all = [...byAccount, ...byType];
  return all.length > 1 ? { And: all } : all[0];
}
