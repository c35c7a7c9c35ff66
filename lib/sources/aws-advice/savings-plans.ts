import {
  type CostExplorerClient,
  GetSavingsPlansPurchaseRecommendationCommand,
  type SupportedSavingsPlansType,
} from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { AdvicePage, ProviderAdvice } from "../advice";
import { described } from "../aws-inventory/described";
import { answered, NextPage, orNothing, REQUEST_PRICE, withCostExplorer } from "./cost-explorer";
import { asAwsTerms, carefulTerms, purchaseAdvice, type Terms } from "./purchases";
import type { AdviceReader, AdviceReading } from "./reader";
import { regionCode } from "./region-names";
import { Amount, Word } from "./told";

const source = "savings-plans-advice";
const action = "ce:GetSavingsPlansPurchaseRecommendation";

/** Each is a question of its own. */
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
type Detail = z.output<typeof Detail>;

const Page = NextPage.extend({
  SavingsPlansPurchaseRecommendation: z
    .object({ SavingsPlansPurchaseRecommendationDetails: z.array(z.unknown()).default([]) })
    .nullish(),
});

type Question = { type: SupportedSavingsPlansType; terms: Terms };

async function* questions(costs: CostExplorerClient, reading: AdviceReading): AsyncGenerator<AdvicePage> {
  for (const type of types) {
    for (const terms of carefulTerms) yield* answered({ source, action }, pages(costs, { type, terms }, reading));
  }
}

async function* pages(
  costs: CostExplorerClient,
  question: Question,
  { signal }: AdviceReading,
): AsyncGenerator<AdvicePage> {
  let token: string | null = null;
  do {
    const asked: GetSavingsPlansPurchaseRecommendationCommand = new GetSavingsPlansPurchaseRecommendationCommand({
      SavingsPlansType: question.type,
      AccountScope: "PAYER",
      ...asAwsTerms(question.terms),
      ...(token ? { NextPageToken: token } : {}),
    });
    const answer: unknown = await costs.send(asked, { abortSignal: signal });
    const page: z.output<typeof Page> = described(Page, answer, "advice");
    const details = page.SavingsPlansPurchaseRecommendation?.SavingsPlansPurchaseRecommendationDetails ?? [];
    const advice = details.map((each) => adviceOf(described(Detail, each, "advice"), question));
    yield { source, region: null, advice, problems: [] };
    token = page.NextPageToken || null;
  } while (token !== null);
}

function adviceOf(found: Detail, { type, terms }: Question): ProviderAdvice {
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

export const savingsPlansAdvice: AdviceReader = {
  source,
  label: "AWS Savings Plans purchase advice",
  requestPrice: REQUEST_PRICE,
  permissions: [action],
  read: (settings, reading) =>
    withCostExplorer(settings, reading, (costs) =>
      orNothing(
        source,
        questions(costs, reading),
        "AWS advises no Savings Plan: what you use is covered or too little.",
      ),
    ),
};
