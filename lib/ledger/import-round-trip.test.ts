import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { importRows, type TrialRow, trialScope, trialSource } from "./import-trial";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const hostile = [
  'say "x"',
  "it's",
  "line\nend",
  "line\r\nend",
  "\\N",
  "\\",
  'a\\"b',
  "NUL",
  "🧾 Kosten",
  "‏عربى‎",
  "'; drop table charge; --",
  "$1 %s",
  "=1+1",
  " leading",
  "trailing ",
  "tab\there",
  "a,b;c|d",
  "\u2028\u0085",
  "e\u0301 é",
  "{}",
  "null ",
];
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme", minLength: 1 })).map((value) => {
  const plain = value.replaceAll("\0", "0");
  return /^(null)?$/i.test(plain) ? `_${plain}` : plain;
});

const texts = {
  AvailabilityZone: sql`resource.availability_zone`,
  BillingAccountName: sql`account.billing_account_name`,
  ChargeDescription: sql`sku.charge_description`,
  CommitmentDiscountName: sql`commitment.commitment_discount_name`,
  InvoiceId: sql`more.extra ->> 'InvoiceId'`,
  ContractApplied: sql`more.extra ->> 'ContractApplied'`,
  PublisherName: sql`service.publisher_name`,
  RegionName: sql`region.region_name`,
  ResourceId: sql`resource.resource_id`,
  ServiceName: sql`service.service_name`,
  SkuMeter: sql`sku.sku_meter`,
  SubAccountName: sql`account.sub_account_name`,
  Tags: sql`coalesce(tag_set.raw, tag_set.tags::text)`,
  'x_It\'s "odd"': sql`more.extra ->> ${'x_It\'s "odd"'}`,
};
type Column = keyof typeof texts;
const columns = Object.keys(texts) as Column[];

const row = fc.record(Object.fromEntries(columns.map((column) => [column, fc.option(text, { freq: 3 })])));

describe("text", () => {
  it("comes back as it went in, whatever is in it", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
        const numbered = rows.map((each, index): TrialRow => ({ ...each, BilledCost: String(index), x_n: `${index}` }));
        await importRows(scope, sourceId, numbered);
        for (const column of columns) {
          const stored = await rowsOf<{ value: string | null }>(sql`
            select ${texts[column]} as value from charge
              join import_slice slice on slice.id = slice_id
              join dim_account account on account.id = account_id join dim_service service on service.id = service_id
              join dim_region region on region.id = charge.region_id
              join dim_resource resource on resource.id = charge.resource_id
              join dim_sku sku on sku.id = charge.sku_id join dim_tag_set tag_set on tag_set.id = tag_set_id
              join dim_commitment commitment on commitment.id = commitment_id
              join dim_extra more on more.id = coalesce(extra_id, usual_extra_id)
            where slice.source_id = ${sourceId}::uuid
            order by billed`);
          expect([column, ...stored.map(({ value }) => value)]).toEqual([column, ...rows.map((each) => each[column])]);
        }
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });

  it("keeps tags as JSON, with keys that begin with a space, and tells of those that are none", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const tags = ['{" org": "a", "team":"b"}', "{}", "team=b", null, '[{"key":"team","value":"b"}]'];
    const outcome = await importRows(
      scope,
      sourceId,
      tags.map((Tags, index) => ({ Tags, BilledCost: `${index}` })),
    );
    expect(outcome.notes).toEqual([
      "1 row has tags that cannot be read as keys with values: they are kept as text and count as untagged.",
    ]);
    const stored = await rowsOf(sql`
      select tags, raw from charge join import_slice slice on slice.id = slice_id
        join dim_tag_set on dim_tag_set.id = tag_set_id
      where slice.source_id = ${sourceId}::uuid order by billed`);
    expect(stored).toEqual([
      { tags: { " org": "a", team: "b" }, raw: tags[0] },
      { tags: {}, raw: null },
      { tags: null, raw: "team=b" },
      { tags: null, raw: null },
      { tags: { team: "b" }, raw: tags[4] },
    ]);
  });

  it("writes enumerations as FOCUS does and keeps other spellings", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [
      {
        ChargeCategory: "USAGE",
        ChargeFrequency: "Usage-based",
        PricingCategory: "on sale",
        ServiceCategory: "compute",
      },
    ]);
    const [stored] = await rowsOf(sql`
      select kind, charge_category, charge_frequency, kind.raw, pricing_category, service_category
      from charge join import_slice slice on slice.id = slice_id join dim_charge_kind kind on kind.id = charge_kind_id
        join dim_sku sku on sku.id = charge.sku_id join dim_service service on service.id = service_id
      where slice.source_id = ${sourceId}::uuid`);
    expect(stored).toEqual({
      kind: "usage",
      charge_category: "Usage",
      charge_frequency: "Usage-Based",
      raw: { ChargeCategory: "USAGE", ChargeFrequency: "Usage-based", ServiceCategory: "compute" },
      pricing_category: "on sale",
      service_category: "Compute",
    });
  });
});
