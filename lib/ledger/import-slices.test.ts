import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import type { Charge } from "../focus/charge";
import { plain } from "../focus/money";
import type { SourceSlice } from "../sources/source";
import type { ImportProgress } from "./import-outcome";
import { importSlices } from "./import-slices";
import { inTrialFolder, trialRun, trialScope, trialSource } from "./import-trial";

beforeAll(async () => {
  await scratchDatabase();
  inTrialFolder();
});
afterAll(closeDatabase);

const charge = (over: Partial<Charge>): Charge => ({
  BillingAccountId: "100",
  BillingCurrency: "USD",
  BillingPeriodStart: "2026-03-01T00:00:00Z",
  BillingPeriodEnd: "2026-04-01T00:00:00Z",
  ChargePeriodStart: "2026-03-02T00:00:00Z",
  ChargePeriodEnd: "2026-03-03T00:00:00Z",
  ChargeCategory: "Usage",
  BilledCost: "1",
  EffectiveCost: "1",
  ProviderName: "AWS",
  ServiceName: "Amazon EC2",
  ...over,
});

const march = (charges: Charge[], more: Partial<SourceSlice> = {}): SourceSlice => ({
  billingAccountId: "100",
  period: { from: "2026-03-01", to: "2026-04-01" },
  final: false,
  tagsMeasured: false,
  charges,
  stated: [{ day: "2026-03-02", metric: "billed", currency: "USD", amount: "1.0000000001", estimated: true }],
  notes: [],
  ...more,
});

async function* yielded(...slices: SourceSlice[]): AsyncGenerator<SourceSlice> {
  yield* slices;
}

async function sync(scope: Scope, sourceId: string, ...slices: SourceSlice[]) {
  const runId = await trialRun(scope, sourceId);
  return await importSlices(scope, { runId, sourceId }, yielded(...slices), () => {});
}

describe("a connector's slices", () => {
  it("are stored with kinds, extras and totals as the connector states them", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const runId = await trialRun(scope, sourceId);
    const heard: ImportProgress[] = [];
    const rest = charge({
      ServiceName: "NULL",
      ChargeDescription: 'a "quoted"\nline',
      BilledCost: "0.00000000005",
      EffectiveCost: "0.00000000005",
      x_OutlayChargeKind: "unattributed",
      x_RecordType: "Usage",
      ContractApplied: "{}",
    });
    const slices = yielded(march([charge({}), rest], { notes: ["Tags are not asked for."] }));
    const outcome = await importSlices(scope, { runId, sourceId }, slices, (progress) => heard.push(progress));
    expect(outcome).toMatchObject({
      state: "succeeded",
      rows: 2,
      focusVersion: null,
      notes: ["Tags are not asked for."],
      slices: [{ billingAccountId: "100", billed: { USD: "1.00000000005" }, replaced: null }],
    });
    expect(heard.map(({ step }) => step)).toContain("storing");

    const stored = await rowsOf(sql`
      select kind, service_name, sku.charge_description, more.extra, measured, tags
      from charge join import_slice slice on slice.id = slice_id
        join dim_charge_kind kind on kind.id = charge_kind_id join dim_service service on service.id = service_id
        join dim_sku sku on sku.id = charge.sku_id join dim_tag_set tag_set on tag_set.id = tag_set_id
        join dim_extra more on more.id = coalesce(extra_id, usual_extra_id)
      where slice.source_id = ${sourceId}::uuid order by billed`);
    expect(stored).toEqual([
      {
        kind: "unattributed",
        service_name: "NULL",
        charge_description: 'a "quoted"\nline',
        extra: { x_RecordType: "Usage", ContractApplied: "{}" },
        measured: false,
        tags: null,
      },
      { kind: "usage", service_name: "Amazon EC2", charge_description: null, extra: null, measured: false, tags: null },
    ]);
    const totals = await db.controlTotal.findMany({ where: { slice: { sourceId }, metric: "billed" } });
    const told = totals.map(({ origin, day, amount, estimated }) => [origin, day, plain(amount.toString()), estimated]);
    expect(told.toSorted()).toEqual([
      ["provider", new Date("2026-03-02"), "1.0000000001", true],
      ["stored", null, "1.00000000005", false],
    ]);
    expect(await db.importRun.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
      state: "running",
      rows: 2n,
    });
  });

  it("change nothing when they are the same, and are stored again when only the provider's total changed", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await sync(scope, sourceId, march([charge({})]));
    expect((await sync(scope, sourceId, march([charge({})]))).state).toBe("unchanged");
    expect((await sync(scope, sourceId, march([charge({})], { stated: [] }))).state).toBe("succeeded");
    expect((await sync(scope, sourceId, march([charge({})], { stated: [], final: true }))).state).toBe("unchanged");
    const current = await db.importSlice.findMany({ where: { sourceId, state: "current" } });
    expect(current.map(({ final, tagsMeasured }) => [final, tagsMeasured])).toEqual([[true, false]]);
  });

  it("that are empty take out what was there", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await sync(scope, sourceId, march([charge({})]));
    const outcome = await sync(scope, sourceId, march([], { stated: [] }));
    expect(outcome).toMatchObject({ state: "succeeded", rows: 0, slices: [{ rows: 0, replaced: { rows: 1 } }] });
    const [left] = await rowsOf(sql`
      select count(*)::int as rows from charge join import_slice slice on slice.id = slice_id
      where slice.source_id = ${sourceId}::uuid`);
    expect(left).toEqual({ rows: 0 });
  });

  it("may be none at all", async () => {
    const scope = await trialScope();
    expect(await sync(scope, await trialSource(scope))).toMatchObject({ state: "unchanged", rows: 0, slices: [] });
  });

  it("are not stored when the connector breaks off, or gives charges of another month", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const runId = await trialRun(scope, sourceId);
    async function* broken(): AsyncGenerator<SourceSlice> {
      yield march([charge({})]);
      throw new Error("The network is gone.");
    }
    await expect(importSlices(scope, { runId, sourceId }, broken(), () => {})).rejects.toThrow("The network is gone.");
    const stranger = charge({ BillingPeriodStart: "2026-02-01T00:00:00Z", BillingPeriodEnd: "2026-03-01T00:00:00Z" });
    await expect(sync(scope, sourceId, march([stranger]))).rejects.toThrow("outside the slices it told of");
    await expect(sync(scope, sourceId, march([charge({ BilledCost: "NaN" })]))).rejects.toThrow("1 row cannot be");
    expect(await db.importSlice.count({ where: { sourceId } })).toBe(0);
  });
});
