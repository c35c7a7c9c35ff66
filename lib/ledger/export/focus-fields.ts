import type { FocusColumn } from "../../focus/columns";

// A charge without an own period is of its whole day.
const startsAt = "coalesce(x.period_start, x.charge_day::timestamp at time zone 'UTC')";
const endsAt = "coalesce(x.period_end, (x.charge_day + 1)::timestamp at time zone 'UTC')";

/** What a charge carries beside FOCUS: its own, what it shares with others, or what most of its slice have. */
export const besidesSql = "coalesce(x.extra, more.extra)";
export const besidesJoin = "left join dim_extra more on more.id = coalesce(x.extra_id, slice.usual_extra_id)";

/**
 * Where each FOCUS column of a charge is kept, as SQL over `charge` and its dimensions. Enumerations that were spelled
 * otherwise come back as they were written, so that an export is what was imported.
 */
export const fieldSql: Record<FocusColumn, string> = {
  BillingPeriodStart: instant("slice.period_start"),
  BillingPeriodEnd: instant("slice.period_end"),
  ChargePeriodStart: instant(startsAt),
  ChargePeriodEnd: instant(endsAt),
  BilledCost: cost("billed"),
  EffectiveCost: cost("effective"),
  ListCost: cost("list"),
  ContractedCost: cost("contracted"),
  CommitmentDiscountQuantity: "trim_scale(x.commitment_quantity)",
  ConsumedQuantity:
    "trim_scale(coalesce(x.consumed_quantity, case when x.consumed_as_priced then x.pricing_quantity end))",
  ContractedUnitPrice: "trim_scale(sku.contracted_unit_price)",
  ListUnitPrice: "trim_scale(sku.list_unit_price)",
  PricingCurrencyContractedUnitPrice: detail("PricingCurrencyContractedUnitPrice"),
  PricingCurrencyEffectiveCost: own("PricingCurrencyEffectiveCost"),
  PricingCurrencyListUnitPrice: detail("PricingCurrencyListUnitPrice"),
  PricingQuantity: "trim_scale(x.pricing_quantity)",
  AllocatedMethodDetails: own("AllocatedMethodDetails"),
  AllocatedMethodId: detail("AllocatedMethodId"),
  AllocatedResourceId: detail("AllocatedResourceId"),
  AllocatedResourceName: detail("AllocatedResourceName"),
  AllocatedTags: detail("AllocatedTags"),
  AvailabilityZone: "resource.availability_zone",
  BillingAccountId: "account.billing_account_id",
  BillingAccountName: "account.billing_account_name",
  BillingAccountType: "account.billing_account_type",
  BillingCurrency: "account.currency",
  CapacityReservationId: detail("CapacityReservationId"),
  CapacityReservationStatus: written("CapacityReservationStatus", detail("CapacityReservationStatus")),
  ChargeCategory: written("ChargeCategory", "kind.charge_category"),
  ChargeClass: written("ChargeClass", "kind.charge_class"),
  ChargeDescription: "sku.charge_description",
  ChargeFrequency: written("ChargeFrequency", "kind.charge_frequency"),
  CommitmentDiscountCategory: written("CommitmentDiscountCategory", "commitment.commitment_discount_category"),
  CommitmentDiscountId: "commitment.commitment_discount_id",
  CommitmentDiscountName: "commitment.commitment_discount_name",
  CommitmentDiscountStatus: written("CommitmentDiscountStatus", "commitment.commitment_discount_status"),
  CommitmentDiscountType: "commitment.commitment_discount_type",
  CommitmentDiscountUnit: "commitment.commitment_discount_unit",
  CommitmentProgramEligibilityDetails: detail("CommitmentProgramEligibilityDetails"),
  ConsumedUnit: "sku.consumed_unit",
  ContractApplied: own("ContractApplied"),
  HostProviderName: "service.host_provider_name",
  InvoiceDetailId: own("InvoiceDetailId"),
  InvoiceId: `coalesce(${own("InvoiceId")}, ${detail("InvoiceId")})`,
  InvoiceIssuerName: "account.invoice_issuer_name",
  PricingCategory: written("PricingCategory", "sku.pricing_category"),
  PricingCurrency: detail("PricingCurrency"),
  PricingUnit: "sku.pricing_unit",
  ProviderName: "account.provider_name",
  PublisherName: "service.publisher_name",
  RegionId: "region.region_id",
  RegionName: "region.region_name",
  ResourceId: "resource.resource_id",
  ResourceName: "resource.resource_name",
  ResourceType: "resource.resource_type",
  ServiceCategory: written("ServiceCategory", "service.service_category"),
  ServiceName: "service.service_name",
  ServiceProviderName: detail("ServiceProviderName"),
  ServiceSubcategory: "service.service_subcategory",
  SkuId: "sku.sku_id",
  SkuMeter: "sku.sku_meter",
  SkuPriceDetails: "sku.sku_price_details",
  SkuPriceId: "sku.sku_price_id",
  SubAccountId: "account.sub_account_id",
  SubAccountName: "account.sub_account_name",
  SubAccountType: "account.sub_account_type",
  Tags: "tags.written",
};

/**
 * `x` is the charge; tags are written once for each set, in the order and spelling they came in. Every charge has a row
 * in each table. Outer joins tell the planner so: it knows nothing of charges as a whole, expects hardly any to be left
 * after a few inner joins, and would read all tag sets for each charge.
 */
export const fromCharges = `charge x
  left join import_slice slice on slice.id = x.slice_id
  left join dim_account account on account.id = x.account_id
  left join dim_service service on service.id = x.service_id
  left join dim_region region on region.id = x.region_id
  left join dim_resource resource on resource.id = x.resource_id
  left join dim_sku sku on sku.id = x.sku_id
  left join dim_commitment commitment on commitment.id = x.commitment_id
  left join dim_charge_kind kind on kind.id = x.charge_kind_id
  ${besidesJoin}
  left join (
    select id, coalesce(raw, case when tags is not null then '{' || coalesce((
        select string_agg(to_json(key)::text || ':' || value::text, ',' order by octet_length(key), key collate "C")
        from jsonb_each(tags)), '') || '}' end) as written
    from dim_tag_set offset 0
  ) tags on tags.id = x.tag_set_id`;

function cost(name: string): string {
  return `trim_scale(x.${name} * 0.0000000001 + coalesce(x.${name}_rest, 0))`;
}

/** ISO 8601 in UTC, with a fraction only where there is one. */
function instant(column: string): string {
  const text = (format: string) => `to_char(${column} at time zone 'UTC', '${format}')`;
  return `case when date_trunc('second', ${column}) = ${column}
    then ${text('YYYY-MM-DD"T"HH24:MI:SS"Z"')} else ${text('YYYY-MM-DD"T"HH24:MI:SS.US"Z"')} end`;
}

function detail(column: FocusColumn): string {
  return `sku.detail ->> '${column}'`;
}

/** Columns that differ from row to row travel with the charge. */
function own(column: FocusColumn): string {
  return `${besidesSql} ->> '${column}'`;
}

function written(column: FocusColumn, canonical: string): string {
  return `coalesce(kind.raw ->> '${column}', ${canonical})`;
}
