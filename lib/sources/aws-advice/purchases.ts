import type { PaymentOption as AwsPayment, TermInYears } from "@aws-sdk/client-cost-explorer";
import type { AdviceAction, AdviceSource, CommitmentPurchase, PaymentOption, ProviderAdvice } from "../advice";

/** What is asked about: one year without upfront payment, as the most careful of all purchases. */
export type Terms = { years: 1 | 3; payment: PaymentOption };
export const carefulTerms: readonly Terms[] = [{ years: 1, payment: "no upfront" }];

const years: Record<Terms["years"], TermInYears> = { 1: "ONE_YEAR", 3: "THREE_YEARS" };
const payments: Record<PaymentOption, AwsPayment> = {
  "no upfront": "NO_UPFRONT",
  "partial upfront": "PARTIAL_UPFRONT",
  "all upfront": "ALL_UPFRONT",
};

const LOOK_BACK_DAYS = 30;

export const asAwsTerms = (terms: Terms) => ({
  TermInYears: years[terms.years],
  PaymentOption: payments[terms.payment],
  LookbackPeriodInDays: "THIRTY_DAYS" as const,
});

type Bought = Pick<ProviderAdvice, "account" | "region" | "current" | "recommended" | "monthlyCost"> & {
  source: AdviceSource;
  action: AdviceAction;
  currency: string | null;
  saving: string | null;
  purchase: CommitmentPurchase;
};

/** AWS computes purchases from what is paid now, so their saving is one after discounts. */
export function purchaseAdvice({ currency, saving, ...bought }: Bought): ProviderAdvice {
  const { termYears, payment, type } = bought.purchase;
  const parts = [
    bought.source,
    bought.account,
    bought.region ?? "",
    type,
    bought.recommended ?? "",
    termYears,
    payment,
  ];
  return {
    ...bought,
    id: parts.join("/"),
    resource: null,
    currency: currency ?? "USD",
    saving: { list: null, afterDiscounts: saving },
    effort: "VeryLow",
    restartNeeded: false,
    rollbackPossible: false,
    risk: null,
    lookBackDays: LOOK_BACK_DAYS,
    finding: null,
    reasons: [],
    utilisation: [],
    refreshedAt: null,
    tags: {},
  };
}
