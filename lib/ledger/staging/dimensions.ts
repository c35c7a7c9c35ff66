import { plain } from "../../focus/money";
import { canonical } from "../../focus/vocabulary";
import { kindFields, kindTuple } from "./charge-kind-tuple";
import { tagTuple } from "./tag-tuple";

export type Field = string | null;

/** A dimension of the ledger: what identifies one of its rows in the files, and the row that comes of it. */
export type Dimension = {
  name: string;
  table: string;
  /** DuckDB expressions over the raw columns; rows that agree in all of them share a dimension row. */
  from: string[];
  /** The columns of the dimension table after workspace and key, with their types. */
  columns: [name: string, type: "text" | "numeric" | "jsonb" | "boolean"][];
  tuple: (fields: Field[]) => Field[];
};

const same = (fields: Field[]) => fields;
const raw = (...names: string[]) => names.map((name) => `"${name}"`);
const text = (...names: string[]) => names.map((name): [string, "text"] => [name, "text"]);

/** FOCUS columns that describe a charge and have no column of their own in the ledger. */
const details = [
  "AllocatedMethodId",
  "AllocatedResourceId",
  "AllocatedResourceName",
  "AllocatedTags",
  "CapacityReservationId",
  "CapacityReservationStatus",
  "CommitmentProgramEligibilityDetails",
  "PricingCurrency",
  "PricingCurrencyContractedUnitPrice",
  "PricingCurrencyListUnitPrice",
  "ServiceProviderName",
];

const account: Dimension = {
  name: "account",
  table: "dim_account",
  from: [
    '"BillingCurrency"',
    'coalesce("ProviderName", "ServiceProviderName")',
    ...raw("InvoiceIssuerName", "BillingAccountId", "BillingAccountName", "BillingAccountType"),
    ...raw("SubAccountId", "SubAccountName", "SubAccountType"),
  ],
  columns: text(
    "currency",
    "provider_name",
    "invoice_issuer_name",
    "billing_account_id",
    "billing_account_name",
    "billing_account_type",
    "sub_account_id",
    "sub_account_name",
    "sub_account_type",
  ),
  tuple: ([currency = null, ...rest]) => [currency?.trim().toUpperCase() ?? null, ...rest],
};

const service: Dimension = {
  name: "service",
  table: "dim_service",
  from: raw("ServiceName", "ServiceCategory", "ServiceSubcategory", "PublisherName", "HostProviderName"),
  columns: text("service_name", "service_category", "service_subcategory", "publisher_name", "host_provider_name"),
  tuple: ([name = null, category = null, ...rest]) => [name, canonical("ServiceCategory", category), ...rest],
};

const region: Dimension = {
  name: "region",
  table: "dim_region",
  from: raw("RegionId", "RegionName"),
  columns: text("region_id", "region_name"),
  tuple: same,
};

const resource: Dimension = {
  name: "resource",
  table: "dim_resource",
  from: raw("ResourceId", "ResourceName", "ResourceType", "AvailabilityZone"),
  columns: text("resource_id", "resource_name", "resource_type", "availability_zone"),
  tuple: same,
};

const SKU_TEXTS = 5;
const sku: Dimension = {
  name: "sku",
  table: "dim_sku",
  from: [
    ...raw("SkuId", "SkuPriceId", "SkuMeter", "SkuPriceDetails", "ChargeDescription", "PricingCategory"),
    ...raw("PricingUnit", "ConsumedUnit", "ListUnitPrice", "ContractedUnitPrice"),
    ...raw(...details),
  ],
  columns: [
    ...text("sku_id", "sku_price_id", "sku_meter", "sku_price_details", "charge_description"),
    ...text("pricing_category", "pricing_unit", "consumed_unit"),
    ["list_unit_price", "numeric"],
    ["contracted_unit_price", "numeric"],
    ["detail", "jsonb"],
  ],
  tuple: (fields) => {
    const [category = null, pricingUnit = null, consumedUnit = null, ...rest] = fields.slice(SKU_TEXTS);
    const [listPrice = null, contractedPrice = null, ...detail] = rest;
    return [
      ...fields.slice(0, SKU_TEXTS),
      canonical("PricingCategory", category),
      pricingUnit,
      consumedUnit,
      exact(listPrice),
      exact(contractedPrice),
      detailJson(detail),
    ];
  },
};

const tagSets: Dimension = {
  name: "tag_set",
  table: "dim_tag_set",
  from: ['"measured"', '"Tags"'],
  columns: [
    ["measured", "boolean"],
    ["tags", "jsonb"],
    ["raw", "text"],
  ],
  tuple: tagTuple,
};

const commitment: Dimension = {
  name: "commitment",
  table: "dim_commitment",
  from: [
    ...raw("CommitmentDiscountId", "CommitmentDiscountName", "CommitmentDiscountCategory"),
    ...raw("CommitmentDiscountType", "CommitmentDiscountStatus", "CommitmentDiscountUnit"),
  ],
  columns: text(
    "commitment_discount_id",
    "commitment_discount_name",
    "commitment_discount_category",
    "commitment_discount_type",
    "commitment_discount_status",
    "commitment_discount_unit",
  ),
  tuple: ([id = null, name = null, category = null, type = null, status = null, unit = null]) => [
    id,
    name,
    canonical("CommitmentDiscountCategory", category),
    type,
    canonical("CommitmentDiscountStatus", status),
    unit,
  ],
};

const chargeKinds: Dimension = {
  name: "charge_kind",
  table: "dim_charge_kind",
  from: kindFields,
  columns: [...text("kind", "charge_category", "charge_class", "charge_frequency"), ["raw", "jsonb"]],
  tuple: kindTuple,
};

/** What a charge carries beside its FOCUS columns, as one JSON object that is made of the row. */
const extra: Dimension = {
  name: "extra",
  table: "dim_extra",
  from: ["extra"],
  columns: [["extra", "jsonb"]],
  tuple: same,
};

export const dimensions = [account, service, region, resource, sku, tagSets, commitment, chargeKinds, extra];

function exact(number: Field): Field {
  return number === null ? null : plain(number);
}

function detailJson(values: Field[]): Field {
  const known = details.flatMap((name, index): [string, string][] => {
    const value = values[index] ?? null;
    if (value === null) return [];
    return [[name, name === "CapacityReservationStatus" ? (canonical(name, value) ?? value) : value]];
  });
  return known.length === 0 ? null : JSON.stringify(Object.fromEntries(known));
}
