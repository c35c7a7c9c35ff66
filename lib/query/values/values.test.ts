import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { dimension } from "../made-charges";
import { madeWorkspace, plainCharge } from "../made-ledger";
import { saveView } from "../saved/views";
import { findAnything } from "./find";
import { askTagShares } from "./tag-shares";
import { askValues, type ValuesQuery } from "./values";

let scope: Scope;
let stranger: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("ours", [
    {
      ...plainCharge,
      service: "Amazon S3",
      billed: "5",
      subAccount: "111",
      subAccountName: "Payments",
      tags: { team: 'Red, "hot"' },
    },
    {
      ...plainCharge,
      service: "Amazon EC2",
      billed: "50",
      resource: "arn:aws:ec2:eu-west-1:111:instance/i-0abc",
      resourceType: "Instance",
      tags: { team: "blue" },
    },
    {
      ...plainCharge,
      service: "S3",
      billed: "0.01",
      start: "2026-06-09T00:00:00Z",
      end: "2026-06-10T00:00:00Z",
      resource: "bucket-😀-مرحبا",
    },
    { ...plainCharge, service: "Amazon S3", billed: "7", currency: "EUR", region: null, tags: {} },
  ]);
  stranger = await madeWorkspace("theirs", [{ ...plainCharge, service: "Amazon S3 Glacier", tags: { secret: "x" } }]);
});
afterAll(closeDatabase);

const june = { from: "2026-06-01", to: "2026-07-01" };
const asked: ValuesQuery = { dimension: "service", text: "", period: june, where: [], metric: "billed" };

describe("the values of a dimension", () => {
  it("are told with their charges and costs, the exact one first, then the beginnings, then the rest", async () => {
    const { values, more, period } = await askValues(scope, { ...asked, text: "s3" });
    expect({ period, more }).toEqual({ period: june, more: false });
    expect(values).toEqual([
      { value: "S3", label: "S3", charges: 1, costs: [{ currency: "USD", amount: "0.01" }] },
      {
        value: "Amazon S3",
        label: "Amazon S3",
        charges: 2,
        costs: [
          { currency: "EUR", amount: "7" },
          { currency: "USD", amount: "5" },
        ],
      },
    ]);
    expect((await askValues(scope, asked)).values.map(({ value }) => value)).toEqual(["Amazon EC2", "Amazon S3", "S3"]);
  });

  it("are found by their names too, and offer what has none", async () => {
    const account = await askValues(scope, { ...asked, dimension: "subAccount", text: "payMENTS" });
    expect(account.values).toMatchObject([{ value: "111", label: "Payments (111)", charges: 4 }]);
    const region = await askValues(scope, { ...asked, dimension: "region" });
    expect(region.values.map(({ value, label }) => [value, label])).toContainEqual([null, "No region"]);
  });

  it("of tags are counted by whole months, which are said, under the other conditions", async () => {
    const period = { from: "2026-06-05", to: "2026-06-20" };
    const where = [{ dimension: "service" as const, operator: "eq" as const, values: ["Amazon S3"] }];
    const found = await askValues(scope, { ...asked, dimension: "tag.team", period, where, text: 'd, "h' });
    expect(found.period).toEqual(june);
    expect(found.values.map(({ value, charges }) => [value, charges])).toEqual([['Red, "hot"', 1]]);
    const daily = await askValues(scope, { ...asked, period: { from: "2026-06-05", to: "2026-06-20" } });
    expect(daily.values.map(({ value }) => value)).toEqual(["S3"]);
  });

  it("are a list whatever is typed, and never another workspace's", async () => {
    const typed = fc.oneof(fc.string(), fc.constantFrom("'; drop table charge; --", "%", "_", "\\", "$1", "😀", "‮مر"));
    await fc.assert(
      fc.asyncProperty(dimension, typed, async (name, text) => {
        const storable = text.replaceAll(/[\0\p{Surrogate}]/gu, "");
        const { values } = await askValues(scope, { ...asked, dimension: name, text: storable });
        expect(values.some(({ value }) => value?.includes("Glacier"))).toBe(false);
        expect(await findAnything(scope, text)).toBeInstanceOf(Array);
      }),
      { numRuns: 25 },
    );
    expect(await rowsOf(sql`select count(*)::int as left from charge`)).toEqual([{ left: 5 }]);
  });
});

it("tells how much of the cost each tag key is on", async () => {
  expect(await askTagShares(scope, { period: { from: "2026-06-03", to: "2026-06-04" }, metric: "billed" })).toEqual({
    period: june,
    keys: [{ key: "team", charges: 2, costs: [{ currency: "USD", amount: "55" }], share: 0.999818 }],
  });
  const { keys } = await askTagShares(stranger, { period: june, metric: "list" });
  expect(keys.map(({ key }) => key)).toEqual(["secret"]);
});

describe("the command palette", () => {
  const kinds = async (text: string) => (await findAnything(scope, text)).map(({ kind, label }) => [kind, label]);

  it("finds services, accounts, regions, tags and views by any part, resources by how they begin", async () => {
    await saveView(
      scope,
      { name: "S3 by team", search: "", description: "", shared: false, pinned: false },
      new Date(),
    );
    expect(await kinds("s3")).toEqual([
      ["view", "S3 by team"],
      ["service", "S3"],
      ["service", "Amazon S3"],
    ]);
    expect(await kinds("pay")).toEqual([["account", "Payments (111)"]]);
    expect(await kinds("eu-w")).toContainEqual(["region", "eu-west-1"]);
    expect(await kinds("tea")).toEqual([
      ["view", "S3 by team"],
      ["tagKey", "team"],
    ]);
    expect(await kinds("blu")).toEqual([["tagValue", "blue"]]);
    for (const text of ["i-0A", "arn:aws:ec2", "west-1:111"]) {
      expect(await kinds(text)).toEqual([["resource", "arn:aws:ec2:eu-west-1:111:instance/i-0abc"]]);
    }
    expect(await kinds("😀")).toEqual([["resource", "bucket-😀-مرحبا"]]);
  });

  it("shows nothing of another workspace", async () => {
    expect(await kinds("secret")).toEqual([]);
    expect(await findAnything(stranger, "i-0abc")).toEqual([]);
    expect(await findAnything(stranger, "S3 by team")).toEqual([]);
  });
});
