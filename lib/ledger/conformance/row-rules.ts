import type { Metric } from "../../focus/charge";
import type { FocusColumn } from "../../focus/columns";
import { enumerations, vocabulary } from "../../focus/vocabulary";
import { literal } from "../staging/database";
import { raw } from "./joined-rows";

/** A rule about single rows; `applies` and `breaks` are SQL over the joined rows. */
export type RowRule = {
  id: string;
  rule: string;
  section: string;
  /** Without these columns there is nothing to check. */
  needs: FocusColumn[];
  applies: string;
  breaks: string;
  metrics: Metric[];
  /** The columns whose values show what is wrong. */
  shows: FocusColumn[];
};

const USAGE = "category = 'usage'";
const COVERED = `${raw("CommitmentDiscountId")} IS NOT NULL`;
/** A hundredth of a percent and a millionth: providers round prices and costs separately. */
const differs = (one: string, other: string) =>
  `abs(${one} - ${other}) > greatest(0.000001, 0.0001 * greatest(abs(${one}), abs(${other})))`;

const filled = (column: FocusColumn, metrics: Metric[] = ["billed"]): RowRule => ({
  id: `${column}-filled`,
  rule: `${column} is never empty.`,
  section: `${column}, nullability`,
  needs: [column],
  applies: "true",
  breaks: `${raw(column)} IS NULL`,
  metrics,
  shows: [column, "ChargeCategory", "ServiceName"],
});

const worded = enumerations.map((column): RowRule => {
  const words = vocabulary[column];
  return {
    id: `${column}-vocabulary`,
    rule: `${column} is one of FOCUS's own words${words.length < 6 ? `: ${words.join(", ")}` : ""}.`,
    section: `${column}, allowed values`,
    needs: [column],
    applies: `${raw(column)} IS NOT NULL`,
    breaks: `${raw(column)} NOT IN (${words.map(literal).join(", ")})`,
    metrics: ["billed"],
    shows: [column],
  };
});

const priced = (word: "List" | "Contracted", metric: "list" | "contracted"): RowRule => ({
  id: `${metric}-price-times-quantity`,
  rule: `${word}Cost is ${word}UnitPrice times PricingQuantity.`,
  section: `${word}Cost`,
  needs: [`${word}Cost`, `${word}UnitPrice`, "PricingQuantity"],
  // Corrections may state a difference for which there is no price.
  applies: `NOT is_correction AND ${metric} IS NOT NULL AND ${metric}_price IS NOT NULL AND quantity IS NOT NULL`,
  breaks: differs(metric, `${metric}_price * quantity`),
  metrics: [metric],
  shows: [`${word}Cost`, `${word}UnitPrice`, "PricingQuantity"],
});

const costs: RowRule[] = [
  {
    id: "effective-of-usage",
    rule: "Usage that is billed and that no commitment covers has an effective cost.",
    section: "EffectiveCost",
    needs: [],
    applies: `${USAGE} AND billed <> 0 AND NOT (${COVERED})`,
    breaks: "effective = 0",
    metrics: ["billed"],
    shows: ["BilledCost", "EffectiveCost", "ServiceName"],
  },
  {
    id: "list-not-below-contracted",
    rule: "ListCost is not below ContractedCost.",
    section: "ListCost, ContractedCost",
    needs: ["ListCost", "ContractedCost"],
    applies: "list IS NOT NULL AND contracted IS NOT NULL AND NOT is_correction",
    breaks: `abs(list) < abs(contracted) AND ${differs("list", "contracted")}`,
    metrics: ["list", "contracted"],
    shows: ["ListCost", "ContractedCost", "ServiceName"],
  },
  {
    id: "contracted-not-below-effective",
    rule: "ContractedCost is not below EffectiveCost, except where a commitment is not used up.",
    section: "ContractedCost, EffectiveCost",
    needs: ["ContractedCost"],
    applies: `${USAGE} AND contracted IS NOT NULL AND NOT (${COVERED}) AND NOT is_correction`,
    breaks: `abs(contracted) < abs(effective) AND ${differs("contracted", "effective")}`,
    metrics: ["contracted", "effective"],
    shows: ["ContractedCost", "EffectiveCost", "ServiceName"],
  },
  priced("List", "list"),
  priced("Contracted", "contracted"),
  {
    id: "prices-not-negative",
    rule: "Unit prices are not negative.",
    section: "ListUnitPrice, ContractedUnitPrice",
    needs: ["ListUnitPrice"],
    applies: "list_price IS NOT NULL OR contracted_price IS NOT NULL",
    breaks: "list_price < 0 OR contracted_price < 0",
    metrics: ["billed"],
    shows: ["ListUnitPrice", "ContractedUnitPrice"],
  },
];

const kinds: RowRule[] = [
  {
    id: "charge-in-billing-period",
    rule: "A charge begins in its billing period, unless it corrects an earlier one.",
    section: "ChargeClass, ChargePeriodStart",
    needs: [],
    applies: "NOT is_correction",
    breaks: "t_ChargePeriodStart < period_start OR t_ChargePeriodStart >= period_end",
    metrics: ["billed"],
    shows: ["ChargePeriodStart", "ChargePeriodEnd", "BillingPeriodStart"],
  },
  {
    id: "tax-without-price",
    rule: "Taxes have no SKU, no price and no pricing quantity.",
    section: "SkuId, ListUnitPrice, PricingQuantity",
    needs: [],
    applies: "category = 'tax'",
    breaks: `quantity IS NOT NULL OR list_price IS NOT NULL OR contracted_price IS NOT NULL
      OR ${["SkuId", "SkuPriceId", "PricingCategory"].map((column) => `${raw(column as FocusColumn)} IS NOT NULL`).join(" OR ")}`,
    metrics: ["billed"],
    shows: ["SkuId", "ListUnitPrice", "PricingQuantity"],
  },
  {
    id: "purchase-not-usage-based",
    rule: "Purchases are one-time or recurring, not usage-based.",
    section: "ChargeFrequency",
    needs: ["ChargeFrequency"],
    applies: "category = 'purchase'",
    breaks: `lower(trim(${raw("ChargeFrequency")})) = 'usage-based'`,
    metrics: ["billed"],
    shows: ["ChargeFrequency", "ServiceName", "ChargeDescription"],
  },
  {
    id: "consumed-by-usage",
    rule: "Only usage has a consumed quantity.",
    section: "ConsumedQuantity",
    needs: ["ConsumedQuantity"],
    applies: `NOT ${USAGE} OR commitment_status = 'unused'`,
    breaks: "has_consumed",
    metrics: ["billed"],
    shows: ["ChargeCategory", "CommitmentDiscountStatus", "ConsumedQuantity"],
  },
  {
    id: "prepaid-without-effective",
    rule: "A purchase that covers later charges has no effective cost of its own.",
    section: "EffectiveCost",
    needs: ["CommitmentDiscountId"],
    applies: `category = 'purchase' AND ${COVERED}`,
    breaks: "effective <> 0",
    metrics: ["effective"],
    shows: ["BilledCost", "EffectiveCost", "CommitmentDiscountId"],
  },
];

const commitments: RowRule[] = [
  {
    id: "commitment-described",
    rule: "A commitment has an id, a category and a type, or none of them.",
    section: "CommitmentDiscountCategory, CommitmentDiscountType",
    needs: ["CommitmentDiscountId", "CommitmentDiscountCategory", "CommitmentDiscountType"],
    applies: `coalesce(${raw("CommitmentDiscountId")}, ${raw("CommitmentDiscountCategory")}, ${raw("CommitmentDiscountType")}) IS NOT NULL`,
    breaks: `${raw("CommitmentDiscountId")} IS NULL OR ${raw("CommitmentDiscountCategory")} IS NULL
      OR ${raw("CommitmentDiscountType")} IS NULL`,
    metrics: ["effective"],
    shows: ["CommitmentDiscountId", "CommitmentDiscountCategory", "CommitmentDiscountType"],
  },
  {
    id: "commitment-status",
    rule: "Usage of a commitment says whether it was used; its purchase does not.",
    section: "CommitmentDiscountStatus",
    needs: ["CommitmentDiscountId", "CommitmentDiscountStatus"],
    applies: `${COVERED} AND category IN ('usage', 'purchase') AND NOT is_correction`,
    breaks: `(${USAGE}) = (commitment_status IS NULL)`,
    metrics: ["effective"],
    shows: ["ChargeCategory", "CommitmentDiscountStatus", "CommitmentDiscountId"],
  },
];

const forms: RowRule[] = [
  {
    id: "sub-account-named",
    rule: "A sub account has both an id and a name, or neither.",
    section: "SubAccountName",
    needs: ["SubAccountId", "SubAccountName"],
    applies: "true",
    breaks: `(${raw("SubAccountId")} IS NULL) <> (${raw("SubAccountName")} IS NULL)`,
    metrics: ["billed"],
    shows: ["SubAccountId", "SubAccountName"],
  },
  {
    id: "currency-code",
    rule: "BillingCurrency is a code of ISO 4217 in capitals.",
    section: "Currency code format",
    needs: [],
    applies: "true",
    breaks: `${raw("BillingCurrency")} NOT IN (${Intl.supportedValuesOf("currency").map(literal).join(", ")})`,
    metrics: ["billed"],
    shows: ["BillingCurrency"],
  },
  {
    id: "date-form",
    rule: "Dates are written in UTC as 2026-11-01T00:00:00Z.",
    section: "Date/time format",
    needs: [],
    applies: "true",
    breaks: "is_loose_time",
    metrics: ["billed"],
    shows: ["ChargePeriodStart", "BillingPeriodStart"],
  },
  {
    id: "tags-object",
    rule: "Tags is one JSON object.",
    section: "Tags, key-value format",
    needs: ["Tags"],
    applies: `${raw("Tags")} IS NOT NULL`,
    breaks: `CASE WHEN json_valid(${raw("Tags")}) THEN json_type(${raw("Tags")}) <> 'OBJECT' ELSE true END`,
    metrics: ["billed"],
    shows: ["Tags"],
  },
];

const neverNull: FocusColumn[] = [
  "ServiceName",
  "ServiceCategory",
  "InvoiceIssuerName",
  "ProviderName",
  "PublisherName",
  "ServiceProviderName",
];

export const rowRules: RowRule[] = [
  ...costs,
  ...neverNull.map((column) => filled(column)),
  { ...filled("ListCost"), breaks: "list IS NULL", shows: ["ListCost", "ChargeCategory", "ServiceName"] },
  {
    ...filled("ContractedCost"),
    breaks: "contracted IS NULL",
    shows: ["ContractedCost", "ChargeCategory", "ServiceName"],
  },
  ...kinds,
  ...commitments,
  ...worded,
  ...forms,
];
