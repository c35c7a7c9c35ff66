import { type CostExplorerClient, GetReservationPurchaseRecommendationCommand } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { AdvicePage, ProviderAdvice } from "../advice";
import { described } from "../aws-inventory/described";
import { answered, NextPage, orNothing, REQUEST_PRICE, withCostExplorer } from "./cost-explorer";
import { asAwsTerms, carefulTerms, purchaseAdvice, type Terms } from "./purchases";
import type { AdviceReader, AdviceReading } from "./reader";
import { regionCode } from "./region-names";
import { Amount, Word } from "./told";

const source = "reservation-advice";
const action = "ce:GetReservationPurchaseRecommendation";

/** Each is a question of its own. Instances are left to Savings Plans, which cover them with fewer conditions. */
const services = [
  "Amazon Relational Database Service",
  "Amazon ElastiCache",
  "Amazon OpenSearch Service",
  "Amazon Redshift",
];

/** Databases and caches tell the type by different names. */
const Place = z.object({
  Region: Word,
  InstanceType: Word,
  NodeType: Word,
  InstanceClass: Word,
  InstanceSize: Word,
});
type Place = z.output<typeof Place>;

const Detail = z.object({
  AccountId: z.string(),
  InstanceDetails: z.record(z.string(), z.unknown()).nullish(),
  RecommendedNumberOfInstancesToPurchase: Amount,
  AverageUtilization: Amount,
  EstimatedBreakEvenInMonths: Amount,
  CurrencyCode: Word,
  EstimatedMonthlySavingsAmount: Amount,
  EstimatedMonthlyOnDemandCost: Amount,
  UpfrontCost: Amount,
});
type Detail = z.output<typeof Detail>;

const Page = NextPage.extend({
  Recommendations: z.array(z.object({ RecommendationDetails: z.array(z.unknown()).default([]) })).default([]),
});

type Question = { service: string; terms: Terms };

async function* questions(costs: CostExplorerClient, reading: AdviceReading): AsyncGenerator<AdvicePage> {
  for (const service of services) {
    for (const terms of carefulTerms) yield* answered({ source, action }, pages(costs, { service, terms }, reading));
  }
}

async function* pages(
  costs: CostExplorerClient,
  question: Question,
  { signal }: AdviceReading,
): AsyncGenerator<AdvicePage> {
  let token: string | null = null;
  do {
    const asked: GetReservationPurchaseRecommendationCommand = new GetReservationPurchaseRecommendationCommand({
      Service: question.service,
      AccountScope: "PAYER",
      ...asAwsTerms(question.terms),
      ...(token ? { NextPageToken: token } : {}),
    });
    const answer: unknown = await costs.send(asked, { abortSignal: signal });
    const page: z.output<typeof Page> = described(Page, answer, "advice");
    const details = page.Recommendations.flatMap(({ RecommendationDetails }) => RecommendationDetails);
    const advice = details.map((each) => adviceOf(described(Detail, each, "advice"), question));
    yield { source, region: null, advice, problems: [] };
    token = page.NextPageToken || null;
  } while (token !== null);
}

function adviceOf(found: Detail, { service, terms }: Question): ProviderAdvice {
  const place = placeOf(found);
  const count = found.RecommendedNumberOfInstancesToPurchase;
  return purchaseAdvice({
    source,
    action: "PurchaseReservedInstances",
    account: found.AccountId,
    region: regionCode(place?.Region ?? null),
    current: "On demand",
    recommended: `${count ?? "?"} x ${typeOf(place)}`,
    currency: found.CurrencyCode,
    monthlyCost: found.EstimatedMonthlyOnDemandCost,
    saving: found.EstimatedMonthlySavingsAmount,
    purchase: {
      commitment: "reservation",
      type: service,
      termYears: terms.years,
      payment: terms.payment,
      hourlyCommitment: null,
      instances: count,
      upfront: found.UpfrontCost,
      expectedUtilisation: found.AverageUtilization,
      expectedCoverage: null,
      breakEvenMonths: found.EstimatedBreakEvenInMonths,
    },
  });
}

function placeOf({ InstanceDetails }: Detail): Place | null {
  const told = Object.values(InstanceDetails ?? {}).map((each) => Place.safeParse(each));
  return told.find(({ success }) => success)?.data ?? null;
}

function typeOf(place: Place | null): string {
  const sized = [place?.InstanceClass, place?.InstanceSize].filter(Boolean).join(".");
  return place?.InstanceType ?? place?.NodeType ?? (sized || "a type that AWS does not tell");
}

export const reservationAdvice: AdviceReader = {
  source,
  label: "AWS reservation purchase advice",
  requestPrice: REQUEST_PRICE,
  permissions: [action],
  read: (settings, reading) =>
    withCostExplorer(settings, reading, (costs) =>
      orNothing(
        source,
        questions(costs, reading),
        "AWS advises no reservation: what you use is covered or too little.",
      ),
    ),
};
