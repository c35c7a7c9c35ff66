import { GetReservationPurchaseRecommendationCommand } from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { ProviderAdvice } from "../advice";
import { described } from "../aws-inventory/described";
import { NextPage } from "./cost-explorer";
import { purchaseReader, type Question } from "./purchase-reader";
import { purchaseAdvice } from "./purchases";
import { regionCode } from "./region-names";
import { Amount, Word } from "./told";

const source = "reservation-advice";

/** Instances are left to Savings Plans, which cover them with fewer conditions. */
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
  DatabaseEngine: Word,
  DeploymentOption: Word,
  ProductDescription: Word,
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

function adviceOf(detail: unknown, { subject: service, terms }: Question<string>): ProviderAdvice {
  const found = described(Detail, detail, "advice");
  const place = placeOf(found);
  const count = found.RecommendedNumberOfInstancesToPurchase;
  return purchaseAdvice({
    source,
    action: "PurchaseReservedInstances",
    account: found.AccountId,
    region: regionCode(place?.Region ?? null),
    current: "On demand",
    recommended: [`${count ?? "?"} x ${typeOf(place)}`, ...engineOf(place)].join(" "),
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

/** Reservations of one type are for one engine each. */
function engineOf(place: Place | null): string[] {
  return [place?.DatabaseEngine ?? place?.ProductDescription, place?.DeploymentOption].filter((word) => word != null);
}

function typeOf(place: Place | null): string {
  const sized = [place?.InstanceClass, place?.InstanceSize].filter(Boolean).join(".");
  return place?.InstanceType ?? place?.NodeType ?? (sized || "a type that AWS does not tell");
}

export const reservationAdvice = purchaseReader<string>({
  source,
  label: "AWS reservation purchase advice",
  action: "ce:GetReservationPurchaseRecommendation",
  subjects: services,
  ask: (costs, Service, wording, abortSignal) =>
    costs.send(new GetReservationPurchaseRecommendationCommand({ Service, ...wording }), { abortSignal }),
  read: (answer) => {
    const page = described(Page, answer, "advice");
    const details = page.Recommendations.flatMap(({ RecommendationDetails }) => RecommendationDetails);
    return { details, next: page.NextPageToken || null };
  },
  adviceOf,
  nothing: "AWS advises no reservation: what you use is covered or too little.",
});
