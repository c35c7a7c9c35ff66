import { describe, expect, it } from "vitest";
import { readCatalogue } from "../sources/aws-inventory/catalogue";
import { inventoryPolicy } from "../sources/aws-inventory/policies";
import type { Resource } from "../sources/inventory";
import { listPrices } from "./company/resources/price-list";
import {
  estate,
  inventoryForEachTest,
  known,
  named,
  oneAccount,
  readAll,
  readingAt,
  settingsOf,
  storefront,
} from "./inventory-read";

const started = inventoryForEachTest();
const byId = (resources: Resource[]) => new Map(resources.map((each) => [each.id, each]));
const factsOf = ({ metrics: _metrics, ...facts }: Resource) => facts;

describe("an inventory over the wire", () => {
  it("reads every resource of every account and region as it is", async () => {
    const running = await started();
    const before = await readAll(running, { depth: "lists" });
    expect(running.log().some(({ operation }) => operation === "cloudwatch:GetMetricData")).toBe(false);
    const { resources, problems, asked } = await readAll(running);
    expect(problems).toEqual([]);
    expect(asked?.metrics).toBe(before.asked?.metrics);
    expect(asked?.requests).toBeGreaterThan(before.asked?.requests ?? 0);
    expect(known.length).toBeGreaterThanOrEqual(60);
    const read = byId(resources);
    expect(read.size).toBe(known.length);
    const operations = new Set(running.log().map(({ operation }) => operation));
    const allowed = inventoryPolicy().Statement.flatMap(({ Action }) => Action);
    expect(
      [...operations].filter((operation) => !(operation.startsWith("sts:") || allowed.includes(operation))),
    ).toEqual([]);
    for (const { facts } of known) expect(factsOf(read.get(facts.id) as Resource), facts.name).toEqual(facts);
  });

  it("reads metrics as they are used, and keeps what is missing missing", async () => {
    const memberAccounts = [storefront, "246783210945", "357894321057", "279016543278"];
    const { resources } = await readAll(await started(), { settings: { memberAccounts } });
    const { metrics } = named(resources, "checkout-api-1");
    expect(metrics.cpu).toMatchObject({ unit: "percent", period: 3600, expected: 336, present: 336 });
    const highest = Math.max(...(metrics.cpu?.points.maximum ?? []));
    expect(highest).toBeGreaterThan(21.5);
    expect(highest).toBeLessThanOrEqual(22);
    expect(metrics.memory?.present).toBe(336);
    expect(metrics["network in"]?.points.sum?.length).toBe(336);
    expect(named(resources, "order-router").metrics.memory).toBeUndefined();
    expect(named(resources, "back-office").metrics.memory?.present).toBe(336);
    expect(named(resources, "edge-probe").metrics.cpu).toMatchObject({ expected: 336, present: 0 });
    expect(named(resources, "canary").metrics.cpu).toMatchObject({ expected: 336, present: 1 });
    expect(named(resources, "broken-agent").metrics.cpu).toMatchObject({ expected: 336, present: 0 });
    const gaps = named(resources, "geo-lookup").metrics.cpu;
    expect(gaps?.present).toBeGreaterThan(150);
    expect(gaps?.present).toBeLessThan(250);
    expect(named(resources, "loyalty-api").metrics.cpu).toMatchObject({ expected: 62, present: 62 });
    expect(named(resources, "migration-helper").metrics).toEqual({});
  });

  it("reads the same in small pages, and goes on from the mark of any of them", async () => {
    const running = await started({ pageSize: 3 });
    const whole = await readAll(running, { settings: oneAccount });
    expect(whole.pages.length).toBeGreaterThan(10);
    const middle = Math.floor(whole.pages.length / 2);
    const rest = await readAll(running, { settings: oneAccount, from: whole.pages[middle]?.mark });
    const before = whole.pages.slice(0, middle + 1).flatMap((page) => page.resources);
    expect([...before, ...rest.resources].map(({ id }) => id)).toEqual(whole.resources.map(({ id }) => id));
    const last = whole.pages.at(-1)?.mark;
    expect((await readAll(running, { settings: oneAccount, from: last })).pages).toEqual([]);
  });

  it("starts a list again whose mark is too old", async () => {
    const running = await started({ pageSize: 3 });
    const mark = { account: storefront, region: "us-east-1", step: "volumes", token: "stale" };
    const { resources } = await readAll(running, { settings: oneAccount, from: mark });
    expect(resources.filter(({ kind }) => kind === "volume").length).toBeGreaterThan(10);
    expect(resources.some(({ kind }) => kind === "instance")).toBe(false);
  });

  it("says before what metrics will cost, and afterwards what they did", async () => {
    const running = await started();
    const before = await readAll(running, { settings: oneAccount, depth: "lists" });
    const after = await readAll(running, { settings: oneAccount });
    expect(before.asked?.metrics).toBeGreaterThan(100);
    expect(after.asked).toMatchObject({ metrics: before.asked?.metrics, metricsCost: before.asked?.metricsCost });
    expect(after.asked?.metricsCost).toBe(String((after.asked?.metrics ?? 0) / 100_000));
  });

  it("never asks for more queries or points than one request takes", async () => {
    const running = await started();
    await readAll(running, { settings: oneAccount });
    const asked = running.log().filter(({ operation }) => operation === "cloudwatch:GetMetricData");
    for (const { body } of asked) {
      const { MetricDataQueries } = JSON.parse(body) as { MetricDataQueries: unknown[] };
      expect(MetricDataQueries.length * 336).toBeLessThanOrEqual(100_800);
    }
    expect(asked.length).toBeLessThan(6);
  });
});

describe("the catalogue of a region", () => {
  it("has its types and its list prices, to the last digit", async () => {
    const { types, prices, problems } = await readCatalogue(settingsOf(), "eu-west-1", readingAt(await started()));
    expect(problems).toEqual([]);
    expect(types).toEqual(estate.inventory?.types);
    const sorted = (list: object[]) => list.map((each) => JSON.stringify(each, Object.keys(each).sort())).sort();
    expect(sorted(prices)).toEqual(sorted(listPrices.filter(({ region }) => region === "eu-west-1")));
  });

  it("names the permission that is missing for prices", async () => {
    const running = await started({ faults: [{ kind: "denied", operation: "pricing:GetProducts" }] });
    const { types, prices, problems } = await readCatalogue(settingsOf(), "us-east-1", readingAt(running));
    expect(types.length).toBeGreaterThan(30);
    expect(prices).toEqual([]);
    expect(problems).toMatchObject([{ what: "prices", permission: "pricing:GetProducts" }]);
  });
});
