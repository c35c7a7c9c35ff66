import {
  GetSavingsPlansPurchaseRecommendationCommand,
  type SupportedSavingsPlansType,
} from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { ProviderAdvice } from "../advice";
import { described } from "../aws-inventory/described";
import { NextPage } from "./cost-explorer";
import { purchaseReader, type Question } from "./purchase-reader";
import { purchaseAdvice } from "./purchases";
import { regionCode } from "./region-names";
import { Amount, Word } from "./told";

const source = "savings-plans-advice";

const types: readonly SupportedSavingsPlansType[] = ["COMPUTE_SP", "EC2_INSTANCE_SP"];

const Detail = z.object({
  AccountId: z.string(),
  SavingsPlansDetails: z.object({ Region: Word, InstanceFamily: Word }).nullish(),
  CurrencyCode: Word,
  UpfrontCost: Amount,
  EstimatedMonthlySavingsAmount: Amount,
  EstimatedAverageUtilization: Amount,
  HourlyCommitmentToPurchase: Amount,
});
const Page = NextPage.extend({
  SavingsPlansPurchaseRecommendation: z
    .object({ SavingsPlansPurchaseRecommendationDetails: z.array(z.unknown()).default([]) })
    .nullish(),
});

function adviceOf(detail: unknown, { subject: type, terms }: Question<SupportedSavingsPlansType>): ProviderAdvice {
  const found = described(Detail, detail, "advice");
  const { Region = null, InstanceFamily: family = null } = found.SavingsPlansDetails ?? {};
  return purchaseAdvice({
    source,
    action: "PurchaseSavingsPlans",
    account: found.AccountId,
    region: regionCode(Region),
    current: "On demand",
    recommended: `${[type, family].filter(Boolean).join(" ")}, ${found.HourlyCommitmentToPurchase ?? "?"} an hour`,
    currency: found.CurrencyCode,
    monthlyCost: null,
    saving: found.EstimatedMonthlySavingsAmount,
    purchase: {
      commitment: "savings plan",
      type,
      termYears: terms.years,
      payment: terms.payment,
      hourlyCommitment: found.HourlyCommitmentToPurchase,
      instances: null,
      upfront: found.UpfrontCost,
      expectedUtilisation: found.EstimatedAverageUtilization,
      expectedCoverage: null,
      breakEvenMonths: null,
    },
  });
}

export const savingsPlansAdvice = purchaseReader<SupportedSavingsPlansType>({
  source,
  label: "AWS Savings Plans purchase advice",
  action: "ce:GetSavingsPlansPurchaseRecommendation",
  subjects: types,
  ask: (costs, SavingsPlansType, wording, abortSignal) =>
    costs.send(new GetSavingsPlansPurchaseRecommendationCommand({ SavingsPlansType, ...wording }), { abortSignal }),
  read: (answer) => {
    const page = described(Page, answer, "advice");
    const details = page.SavingsPlansPurchaseRecommendation?.SavingsPlansPurchaseRecommendationDetails ?? [];
    return { details, next: page.NextPageToken || null };
  },
  adviceOf,
  nothing: "AWS advises no Savings Plan: what you use is covered or too little.",
});
