import type { FocusColumn } from "../../focus/columns";
import { enumerations, vocabulary } from "../../focus/vocabulary";
import { literal } from "../staging/database";
import { homeOf, raw } from "./joined-rows";
import type { RowRule } from "./row-rule";

const filled = (column: FocusColumn): RowRule => ({
  id: `${column}-filled`,
  of: homeOf(column),
  rule: `${column} is never empty.`,
  section: `${column}, nullability`,
  needs: [column],
  applies: "true",
  breaks: `${raw(column)} IS NULL`,
  metrics: ["billed"],
  shows: [column, "ChargeCategory", "ServiceName"],
});

const worded = enumerations.map((column): RowRule => {
  const words = vocabulary[column];
  return {
    id: `${column}-vocabulary`,
    of: "charge_kind",
    rule: `${column} is one of FOCUS's own words${words.length < 6 ? `: ${words.join(", ")}` : ""}.`,
    section: `${column}, allowed values`,
    needs: [column],
    applies: `${raw(column)} IS NOT NULL`,
    breaks: `${raw(column)} NOT IN (${words.map(literal).join(", ")})`,
    metrics: ["billed"],
    shows: [column],
  };
});

const neverNull: FocusColumn[] = [
  "ServiceName",
  "ServiceCategory",
  "InvoiceIssuerName",
  "ProviderName",
  "PublisherName",
  "ServiceProviderName",
];

const forms: RowRule[] = [
  {
    id: "commitment-described",
    of: "commitment",
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
    id: "sub-account-named",
    of: "account",
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
    of: "account",
    rule: "BillingCurrency is a code of ISO 4217 in capitals.",
    section: "Currency code format",
    needs: [],
    applies: "true",
    breaks: `${raw("BillingCurrency")} NOT IN (${Intl.supportedValuesOf("currency").map(literal).join(", ")})`,
    metrics: ["billed"],
    shows: ["BillingCurrency"],
  },
  {
    id: "tags-object",
    of: "tag_set",
    rule: "Tags is one JSON object.",
    section: "Tags, key-value format",
    needs: ["Tags"],
    applies: `${raw("Tags")} IS NOT NULL`,
    breaks: `CASE WHEN json_valid(${raw("Tags")}) THEN json_type(${raw("Tags")}) <> 'OBJECT' ELSE true END`,
    metrics: ["billed"],
    shows: ["Tags"],
  },
];

/** Rules about what describes charges: judged once for many of them. */
export const describedRules: RowRule[] = [...neverNull.map(filled), ...worded, ...forms];
