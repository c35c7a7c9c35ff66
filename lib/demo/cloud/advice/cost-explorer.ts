import { z } from "zod";
import { type Day, monthsIn, type Period } from "../../../focus/period";
import { regionName } from "../../../sources/aws-advice/region-names";
import { amountOf, unitsOf } from "../../units";
import { AwsError } from "../aws-error";
import { readRequest } from "../cost-request";
import type { CloudCharge, CloudEstate } from "../estate";
import type { CloudAdvice } from "../inventory/resource";
import { pageStart, pageToken, requestHash } from "../pages";
import { refreshedAt } from "./refreshed";

type Answering = { estate: CloudEstate; body: Record<string, unknown>; pageSize: number };

/** The operations of Cost Explorer that give advice or tell how commitments are used; null for its others. */
export function adviceOperation(operation: string): ((answering: Answering) => unknown) | null {
  return operations[operation] ?? null;
}

const operations: Record<string, (answering: Answering) => unknown> = {
  GetRightsizingRecommendation: rightsizing,
  GetSavingsPlansPurchaseRecommendation: planPurchases,
  GetReservationPurchaseRecommendation: reservationPurchases,
  GetSavingsPlansUtilization: planUtilisation,
  GetSavingsPlansCoverage: planCoverage,
  GetReservationUtilization: reservationUtilisation,
  GetReservationCoverage: reservationCoverage,
};

const Paged = z.object({ PageSize: z.number().int().min(0).default(100), NextPageToken: z.string().optional() });

function rightsizing({ estate, body, pageSize }: Answering): unknown {
  const { PageSize, NextPageToken } = readRequest(Paged, body);
  const all = (estate.inventory?.advice ?? []).filter(({ resource }) => resource.facts.kind === "instance");
  const hash = requestHash("GetRightsizingRecommendation", body);
  const start = pageStart(NextPageToken, hash);
  const end = start + Math.min(PageSize || 100, pageSize);
  return {
    Metadata: {
      LookbackPeriodInDays: "FOURTEEN_DAYS",
      GenerationTimestamp: new Date(refreshedAt).toISOString(),
      RecommendationId: "simulated",
    },
    RightsizingRecommendations: all.slice(start, end).map(recommendation),
    NextPageToken: end < all.length ? pageToken(end, hash) : undefined,
  };
}

function recommendation({ resource, action, current, recommended, ...money }: CloudAdvice): unknown {
  const { facts, use } = resource;
  const Region = regionName(facts.region);
  const isEnd = action === "Stop" || action === "Delete";
  return {
    AccountId: facts.account,
    RightsizingType: isEnd ? "TERMINATE" : "MODIFY",
    CurrentInstance: {
      ResourceId: facts.id,
      InstanceName: facts.name,
      Tags: Object.entries(facts.tags).map(([Key, value]) => ({ Key, Values: [value] })),
      ResourceDetails: { EC2ResourceDetails: { InstanceType: current, Region } },
      ResourceUtilization: {
        EC2ResourceUtilization: {
          MaxCpuUtilizationPercentage: String(use.cpu?.busy ?? 0),
          MaxMemoryUtilizationPercentage: String(use.memory?.busy ?? ""),
        },
      },
      MonthlyCost: String(money.monthlyCost),
      CurrencyCode: "USD",
    },
    ...(isEnd
      ? {
          TerminateRecommendationDetail: {
            EstimatedMonthlySavings: String(money.savingAfterDiscounts),
            CurrencyCode: "USD",
          },
        }
      : { ModifyRecommendationDetail: { TargetInstances: [target({ action, recommended, Region, ...money })] } }),
    FindingReasonCodes: isEnd ? [] : ["CPU_OVER_PROVISIONED"],
  };
}

type Aim = Pick<CloudAdvice, "action" | "recommended" | "monthlyCost" | "savingAfterDiscounts"> & { Region: string };

function target({ action, recommended, Region, monthlyCost, savingAfterDiscounts }: Aim): unknown {
  return {
    EstimatedMonthlyCost: (monthlyCost - savingAfterDiscounts).toFixed(2),
    EstimatedMonthlySavings: String(savingAfterDiscounts),
    CurrencyCode: "USD",
    DefaultTargetInstance: true,
    ResourceDetails: { EC2ResourceDetails: { InstanceType: recommended, Region } },
    PlatformDifferences: action === "MigrateToGraviton" ? ["INSTANCE_ARCHITECTURE"] : [],
  };
}

/** One purchase is advised of the plan that covers everything; of the narrower one there is nothing to say. */
function planPurchases({ estate, body }: Answering): unknown {
  const { SavingsPlansType: type, TermInYears, PaymentOption } = body;
  const detail = {
    AccountId: estate.payer.id,
    CurrencyCode: "USD",
    UpfrontCost: "0.0",
    EstimatedROI: "38.2",
    HourlyCommitmentToPurchase: "6.25",
    EstimatedAverageUtilization: "97.31",
    EstimatedMonthlySavingsAmount: "1743.82",
  };
  const SavingsPlansPurchaseRecommendationDetails = type === "COMPUTE_SP" ? [detail] : [];
  const terms = { SavingsPlansType: type, TermInYears, PaymentOption };
  return { SavingsPlansPurchaseRecommendation: { ...terms, SavingsPlansPurchaseRecommendationDetails } };
}

function reservationPurchases({ estate, body }: Answering): unknown {
  if (body.Service !== "Amazon Relational Database Service") return { Recommendations: [] };
  const place = { Family: "r6g", InstanceType: "db.r6g.xlarge", Region: regionName("us-east-1") };
  const detail = {
    AccountId: estate.payer.id,
    InstanceDetails: { RDSInstanceDetails: { ...place, DatabaseEngine: "PostgreSQL", DeploymentOption: "Single-AZ" } },
    RecommendedNumberOfInstancesToPurchase: "2",
    AverageUtilization: "100",
    EstimatedBreakEvenInMonths: "8.3",
    CurrencyCode: "USD",
    EstimatedMonthlySavingsAmount: "236.47",
    EstimatedMonthlyOnDemandCost: "699.34",
    UpfrontCost: "0",
  };
  return { Recommendations: [{ RecommendationDetails: [detail] }] };
}

const Range = z.object({ TimePeriod: z.object({ Start: z.iso.date(), End: z.iso.date() }) });

function chargesIn({ estate, body }: Answering): { charges: CloudCharge[]; period: Period } {
  const { Start, End } = readRequest(Range, body).TimePeriod;
  const within = ({ day }: { day: Day }) => day >= Start && day < End;
  const period = { from: Start, to: End };
  const charges = monthsIn(period).flatMap((month) => estate.chargesOf(month).filter(within));
  return { charges, period };
}

type Amount = "unblended" | "amortized";

function sumOf(charges: CloudCharge[], recordType: string, amount: Amount = "unblended"): bigint {
  return charges
    .filter((charge) => charge.recordType === recordType)
    .reduce((sum, charge) => sum + unitsOf(charge[amount] ?? charge.unblended), 0n);
}

const percent = (part: bigint, whole: bigint) => (whole === 0n ? "0" : amountOf((part * 10n ** 12n) / whole));

function planUtilisation(answering: Answering): unknown {
  const { charges, period } = chargesIn(answering);
  const total = sumOf(charges, "SavingsPlanRecurringFee");
  if (total === 0n) throw new AwsError("DataUnavailableException", "There is no Savings Plan in this period.");
  const unused = sumOf(charges, "SavingsPlanRecurringFee", "amortized");
  const onDemand = sumOf(charges, "SavingsPlanCoveredUsage");
  const Total = {
    Utilization: {
      TotalCommitment: amountOf(total),
      UsedCommitment: amountOf(total - unused),
      UnusedCommitment: amountOf(unused),
      UtilizationPercentage: percent(total - unused, total),
    },
    Savings: { NetSavings: amountOf(onDemand - total), OnDemandCostEquivalent: amountOf(onDemand) },
  };
  return { Total, SavingsPlansUtilizationsByTime: [{ TimePeriod: { Start: period.from, End: period.to }, ...Total }] };
}

function planCoverage(answering: Answering): unknown {
  const { charges, period } = chargesIn(answering);
  const covered = sumOf(charges, "SavingsPlanCoveredUsage");
  const services = new Set(charges.filter(({ recordType }) => recordType === "SavingsPlanCoveredUsage").map(keyOf));
  const onDemand = sumOf(
    charges.filter((charge) => services.has(keyOf(charge))),
    "Usage",
  );
  const Coverage = {
    SpendCoveredBySavingsPlans: amountOf(covered),
    OnDemandCost: amountOf(onDemand),
    TotalCost: amountOf(covered + onDemand),
    CoveragePercentage: percent(covered, covered + onDemand),
  };
  return { SavingsPlansCoverages: [{ TimePeriod: { Start: period.from, End: period.to }, Coverage }] };
}

const keyOf = ({ service, usageType }: CloudCharge) => `${service} ${usageType.replace(/^[A-Z0-9]+-/, "")}`;

/** Every reserved hour finds something to cover in this company. */
function reservationUtilisation(answering: Answering): unknown {
  const { charges } = chargesIn(answering);
  const fee = sumOf(charges, "DiscountedUsage", "amortized");
  // A reserved hour is billed at nothing; on demand it would have cost three fifths more than its fee.
  const onDemand = (fee * 8n) / 5n;
  const covered = charges.filter(({ recordType }) => recordType === "DiscountedUsage");
  const worth = covered.reduce((sum, { quantity = "0" }) => sum + unitsOf(quantity), 0n);
  if (fee === 0n) throw new AwsError("DataUnavailableException", "There is no reservation in this period.");
  const Total = {
    UtilizationPercentage: "100",
    PurchasedHours: amountOf(worth),
    TotalAmortizedFee: amountOf(fee),
    RICostForUnusedHours: "0",
    OnDemandCostOfRIHoursUsed: amountOf(onDemand),
    NetRISavings: amountOf(onDemand - fee),
  };
  return { Total, UtilizationsByTime: [] };
}

function reservationCoverage(answering: Answering): unknown {
  const { charges } = chargesIn(answering);
  const reserved = charges.filter(({ recordType }) => recordType === "DiscountedUsage");
  const types = new Set(reserved.map(keyOf));
  const hours = (list: CloudCharge[]) => list.reduce((sum, { quantity = "0" }) => sum + unitsOf(quantity), 0n);
  const onDemand = hours(charges.filter((charge) => charge.recordType === "Usage" && types.has(keyOf(charge))));
  const covered = hours(reserved);
  const CoverageHours = {
    OnDemandHours: amountOf(onDemand),
    ReservedHours: amountOf(covered),
    TotalRunningHours: amountOf(onDemand + covered),
    CoverageHoursPercentage: percent(covered, onDemand + covered),
  };
  return { Total: { CoverageHours }, CoveragesByTime: [] };
}
