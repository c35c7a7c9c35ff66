import type { FocusColumn } from "../../focus/columns";
import { describedRules } from "./described-rules";
import { raw } from "./joined-rows";
import type { RowRule } from "./row-rule";

const USAGE = "category = 'usage'";
const COVERED = `${raw("CommitmentDiscountId")} IS NOT NULL`;
/** A hundredth of a percent and a millionth: providers round prices and costs separately. */
const differs = (one: string, other: string) =>
  `abs(${one} - ${other}) > greatest(0.000001, 0.0001 * greatest(abs(${one}), abs(${other})))`;

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
    of: "sku",
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
    of: "charge_kind",
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

const emptyCost = (word: "List" | "Contracted", metric: "list" | "contracted"): RowRule => ({
  id: `${word}Cost-filled`,
  rule: `${word}Cost is never empty.`,
  section: `${word}Cost, nullability`,
  needs: [`${word}Cost`],
  applies: "true",
  breaks: `${metric} IS NULL`,
  metrics: ["billed"],
  shows: [`${word}Cost`, "ChargeCategory", "ServiceName"],
});

const dateForm: RowRule = {
  id: "date-form",
  rule: "Dates are written in UTC as 2026-11-01T00:00:00Z.",
  section: "Date/time format",
  needs: [],
  applies: "true",
  breaks: "is_loose_time",
  metrics: ["billed"],
  shows: ["ChargePeriodStart", "BillingPeriodStart"],
};

/** Every rule about rows, in the order in which the report has them. */
export const rowRules: RowRule[] = [
  ...costs,
  emptyCost("List", "list"),
  emptyCost("Contracted", "contracted"),
  ...kinds,
  ...commitments,
  dateForm,
  ...describedRules,
];
