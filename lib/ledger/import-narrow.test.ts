import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { importRows, type TrialRow, trialScope, trialSource } from "./import-trial";

beforeAll(async () => {
  await scratchDatabase();
});
afterAll(closeDatabase);

async function imported(rows: TrialRow[], notes?: string[]) {
  const scope = await trialScope();
  const sourceId = await trialSource(scope);
  const outcome = await importRows(scope, sourceId, rows);
  if (notes) expect(outcome.notes).toEqual(notes);
  return sql`(select charge.*, usual_extra_id from charge join import_slice slice on slice.id = slice_id
    where slice.source_id = ${sourceId}::uuid and slice.state = 'current')`;
}

describe("a charge", () => {
  it("shares what it carries beside FOCUS, names it where its slice does not, and keeps it where it hardly repeats", async () => {
    const few = [{ BillingAccountId: "200", InvoiceId: "i" }, {}];
    const shared = await imported([
      ...Array.from({ length: 50 }, (_, index) => ({ x_third: `${Number(index % 3 === 1)}`, InvoiceId: "i" })),
      ...few,
    ]);
    expect(
      await rowsOf(sql`
        select more.extra, count(*)::int as charges, count(extra_id)::int as named, count(charge.extra)::int as own
        from ${shared} charge join dim_extra more on more.id = coalesce(extra_id, usual_extra_id)
        group by slice_id, 1 order by 2 desc, named`),
    ).toEqual([
      { extra: { x_third: "0", InvoiceId: "i" }, charges: 33, named: 0, own: 0 },
      { extra: { x_third: "1", InvoiceId: "i" }, charges: 17, named: 17, own: 0 },
      { extra: { InvoiceId: "i" }, charges: 1, named: 0, own: 0 },
      { extra: null, charges: 1, named: 1, own: 0 },
    ]);

    const own = await imported(
      Array.from({ length: 1100 }, (_, index) => ({ x_n: `${index}`, BilledCost: `${index}` })),
    );
    const wrong = sql`coalesce(extra_id, usual_extra_id) is not null or (extra ->> 'x_n')::bigint * 10000000000 is distinct from billed`;
    expect(
      await rowsOf(sql`select count(*)::int as charges, count(*) filter (where ${wrong})::int as wrong from ${own} x`),
    ).toEqual([{ charges: 1100, wrong: 0 }]);
  });

  it("lies by day, service and account, and the index of ranges knows of it at once", async () => {
    const names = Array.from({ length: 40 }, (_, index) => `Service ${index}`);
    const charges = await imported(
      Array.from({ length: 10_000 }, (_, index) => ({
        ServiceName: names[index % 40] ?? "",
        SubAccountId: `${index % 7}`,
      })),
    );
    expect(
      await rowsOf(sql`select count(*)::int as astray from (
        select (service_id, account_id) < lag((service_id, account_id)) over (order by x.ctid) as astray
        from charge_2026_03 x where slice_id in (select own.slice_id from ${charges} own)
      ) placed where astray`),
    ).toEqual([{ astray: 0 }]);
    expect(
      await rowsOf(sql`select sum(brin_summarize_new_values(indexrelid))::int as unknown from pg_index
        where indrelid = 'charge_2026_03'::regclass and pg_get_indexdef(indexrelid) like '%brin%'`),
    ).toEqual([{ unknown: 0 }]);
  });

  it("keeps a column that is called like one of ours as any other", async () => {
    const charges = await imported([
      { outlay_extra: '{"x_a":1', outlay_measured: "f", x_b: "2", Tags: '{"team":"a"}' },
    ]);
    expect(
      await rowsOf(sql`select more.extra, tags, measured from ${charges} charge
        join dim_extra more on more.id = coalesce(extra_id, usual_extra_id) join dim_tag_set on dim_tag_set.id = tag_set_id`),
    ).toEqual([
      { extra: { outlay_extra: '{"x_a":1', outlay_measured: "f", x_b: "2" }, tags: { team: "a" }, measured: true },
    ]);
  });

  it("keeps tags that are nested too deeply as text", async () => {
    const text = `{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
    const note = "1 row has tags that cannot be read as keys with values: they are kept as text and count as untagged.";
    const charges = await imported([{ Tags: text }], [note]);
    expect(
      await rowsOf(sql`select tags, raw = ${text} as same from ${charges} charge
        join dim_tag_set on dim_tag_set.id = tag_set_id`),
    ).toEqual([{ tags: null, same: true }]);
  });

  it("keeps its quantity once where as much was consumed as was priced", async () => {
    const large = "98765432101234567890.5";
    const charges = await imported(
      [
        ["2.50", "2.5"],
        ["0", "0"],
        ["0", null],
        [null, "0"],
        [null, null],
        ["2.5", "-2.5"],
        [large, "2.5"],
        [large, large],
      ].map(([PricingQuantity = null, ConsumedQuantity = null], index) => {
        return { PricingQuantity, ConsumedQuantity, BilledCost: `${index}` };
      }),
    );
    const stored = await rowsOf<Record<"priced" | "consumed" | "alike", unknown>>(sql`
      select trim_scale(pricing_quantity)::text as priced, trim_scale(consumed_quantity)::text as consumed,
        consumed_as_priced as alike from ${charges} x order by billed`);
    expect(stored.map(({ priced, consumed, alike }) => [priced, consumed, alike])).toEqual([
      ["2.5", null, true],
      ["0", null, true],
      ["0", null, null],
      [null, "0", null],
      [null, null, null],
      ["2.5", "-2.5", null],
      [large, "2.5", null],
      [large, large, null],
    ]);
  });

  it("has a period of its own unless that is its day", async () => {
    const period = (ChargePeriodStart: string, ChargePeriodEnd: string) => ({ ChargePeriodStart, ChargePeriodEnd });
    const charges = await imported([
      period("2026-03-02", "2026-03-03"),
      period("2026-03-02T01:00:00+01:00", "2026-03-03T00:00:00Z"),
      period("2026-03-02T05:00:00Z", "2026-03-02T06:00:00Z"),
      period("2026-03-02T05:00:00Z", "2026-03-03T05:00:00Z"),
      period("2026-03-01", "2026-04-01"),
    ]);
    const hour = (text: string | null) => text && new Date(text);
    expect(
      await rowsOf(sql`select charge_day::text as day, period_start as starts, period_end as ends from ${charges} x
        order by charge_day, period_start, period_end`),
    ).toEqual(
      [
        ["2026-03-01", "2026-03-01T00:00Z", "2026-04-01T00:00Z"],
        ["2026-03-02", "2026-03-02T05:00Z", "2026-03-02T06:00Z"],
        ["2026-03-02", "2026-03-02T05:00Z", "2026-03-03T05:00Z"],
        ["2026-03-02", null, null],
        ["2026-03-02", null, null],
      ].map(([day, starts = null, ends = null]) => ({ day, starts: hour(starts), ends: hour(ends) })),
    );
  });
});

it("sums are exact where they are larger than any charge", async () => {
  const rows = Array.from({ length: 30 }, () => ({
    BilledCost: "99999999.9999999999",
    EffectiveCost: "-0.0000000001",
  }));
  const charges = await imported(rows);
  const sums = await rowsOf(sql`
    select trim_scale(day.billed)::text as billed, trim_scale(day.effective)::text as effective, list, charges, list_missing
    from rollup_day day where slice_id in (select slice_id from ${charges} x)`);
  expect(sums).toEqual([
    { billed: "2999999999.999999997", effective: "-0.000000003", list: null, charges: 30, list_missing: 30 },
  ]);
});

it("sums are kept once for what is one row of a dimension in several spellings", async () => {
  const spelled = ["Usage", "usage", " USAGE"].flatMap((ChargeCategory) =>
    ["Compute", "Storage"].map((ServiceCategory) => ({ ChargeCategory, ServiceCategory, BillingCurrency: "usd" })),
  );
  const charges = await imported([...spelled, { BillingCurrency: "USD", ServiceCategory: "Compute" }]);
  const slices = sql`(select slice_id from ${charges} x)`;
  const counted = await rowsOf(sql`
    select (select array_agg(charges order by charges) from rollup_account where slice_id in ${slices}) as account,
      (select sum(charges)::int from rollup_service where slice_id in ${slices}) as service,
      (select count(*)::int from rollup_region where slice_id in ${slices}) as region`);
  const kinds = await rowsOf(sql`select count(distinct charge_kind_id)::int as kinds from ${charges} x`);
  expect(counted).toEqual([{ account: expect.any(Array), service: 7, region: kinds[0]?.kinds }]);
  expect(counted[0]?.account).toHaveLength(Number(kinds[0]?.kinds));
});
