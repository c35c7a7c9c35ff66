import {
  type CostExplorerClient,
  GetReservationCoverageCommand,
  GetReservationUtilizationCommand,
  GetSavingsPlansCoverageCommand,
  GetSavingsPlansUtilizationCommand,
} from "@aws-sdk/client-cost-explorer";
import { z } from "zod";
import type { Period } from "../../focus/period";
import type { AdviceSource, CommitmentUse, CommitmentUses } from "../advice";
import { type Action, refusalOf } from "../aws/refusals";
import { described } from "../aws-inventory/described";
import { notSwitchedOn, withCostExplorer } from "./cost-explorer";
import { problemOf } from "./problems";
import type { AdviceReading, AdviceSettings } from "./reader";
import { Amount } from "./told";

/** The IAM actions that it needs; each is one request. */
export const commitmentUsePermissions = [
  "ce:GetSavingsPlansUtilization",
  "ce:GetSavingsPlansCoverage",
  "ce:GetReservationUtilization",
  "ce:GetReservationCoverage",
];

/** How well commitments were used in a period, and how much of the use they covered, as AWS states it: four requests. */
export async function readCommitmentUse(
  settings: AdviceSettings,
  period: Period,
  reading: AdviceReading,
): Promise<CommitmentUses> {
  const found: CommitmentUses = { uses: [], problems: [] };
  for await (const part of withCostExplorer(settings, reading, (costs) => bothKinds(costs, period, reading))) {
    found.uses.push(...part.uses);
    found.problems.push(...part.problems);
  }
  return found;
}

async function* bothKinds(costs: CostExplorerClient, period: Period, reading: AdviceReading) {
  for (const kind of [savingsPlans, reservations]) {
    const answers = [];
    for (const question of kind.questions)
      answers.push(await answerTo(question, { costs, period, reading }, kind.source));
    const told = Object.assign({}, ...answers.map((each) => each.told)) as Told;
    const uses = answers.some((each) => each.problem === null)
      ? [{ ...nothing, ...told, commitment: kind.commitment, id: null, period, currency: "USD" }]
      : [];
    yield { uses, problems: answers.flatMap(({ problem }) => problem ?? []) };
  }
}

type Told = Partial<Omit<CommitmentUse, "commitment" | "id" | "period" | "currency">>;
const nothing = {
  utilisation: null,
  coverage: null,
  committed: null,
  used: null,
  unused: null,
  netSaving: null,
  onDemandCost: null,
};

type Range = { Start: string; End: string };
type Question = {
  action: Action;
  ask: (costs: CostExplorerClient, TimePeriod: Range, abortSignal: AbortSignal) => Promise<object>;
  read: (answer: object) => Told;
};
type Kind = { commitment: CommitmentUse["commitment"]; source: AdviceSource; questions: Question[] };
type Asking = { costs: CostExplorerClient; period: Period; reading: AdviceReading };

async function answerTo({ action, ask, read }: Question, { costs, period, reading }: Asking, source: AdviceSource) {
  try {
    return { told: read(await ask(costs, { Start: period.from, End: period.to }, reading.signal)), problem: null };
  } catch (error) {
    const problem = problemOf(error, { source, action, notEnrolled: notSwitchedOn });
    if (!problem) throw refusalOf(error, action, {});
    return { told: {}, problem };
  }
}

const PlanUtilisation = z.object({
  Total: z.object({
    Utilization: z.object({
      TotalCommitment: Amount,
      UsedCommitment: Amount,
      UnusedCommitment: Amount,
      UtilizationPercentage: Amount,
    }),
    Savings: z.object({ NetSavings: Amount, OnDemandCostEquivalent: Amount }).nullish(),
  }),
});
const PlanCoverage = z.object({
  SavingsPlansCoverages: z.array(z.object({ Coverage: z.object({ CoveragePercentage: Amount }) })).default([]),
});

const savingsPlans: Kind = {
  commitment: "savings plan",
  source: "savings-plans-advice",
  questions: [
    {
      action: "ce:GetSavingsPlansUtilization",
      ask: (costs, TimePeriod, abortSignal) =>
        costs.send(new GetSavingsPlansUtilizationCommand({ TimePeriod }), { abortSignal }),
      read: (answer) => {
        const { Utilization, Savings } = described(PlanUtilisation, answer, "the use of Savings Plans").Total;
        return {
          utilisation: Utilization.UtilizationPercentage,
          committed: Utilization.TotalCommitment,
          used: Utilization.UsedCommitment,
          unused: Utilization.UnusedCommitment,
          netSaving: Savings?.NetSavings ?? null,
          onDemandCost: Savings?.OnDemandCostEquivalent ?? null,
        };
      },
    },
    {
      action: "ce:GetSavingsPlansCoverage",
      ask: (costs, TimePeriod, abortSignal) =>
        costs.send(new GetSavingsPlansCoverageCommand({ TimePeriod, Granularity: "MONTHLY" }), { abortSignal }),
      read: (answer) => {
        const [first] = described(PlanCoverage, answer, "the coverage by Savings Plans").SavingsPlansCoverages;
        return { coverage: first?.Coverage.CoveragePercentage ?? null };
      },
    },
  ],
};

const ReservationUtilisation = z.object({
  Total: z.object({
    UtilizationPercentage: Amount,
    TotalAmortizedFee: Amount,
    RICostForUnusedHours: Amount,
    NetRISavings: Amount,
    OnDemandCostOfRIHoursUsed: Amount,
  }),
});
const ReservationCoverage = z.object({
  Total: z.object({ CoverageHours: z.object({ CoverageHoursPercentage: Amount }).nullish() }).nullish(),
});

const reservations: Kind = {
  commitment: "reservation",
  source: "reservation-advice",
  questions: [
    {
      action: "ce:GetReservationUtilization",
      ask: (costs, TimePeriod, abortSignal) =>
        costs.send(new GetReservationUtilizationCommand({ TimePeriod }), { abortSignal }),
      read: (answer) => {
        const { Total } = described(ReservationUtilisation, answer, "the use of reservations");
        return {
          utilisation: Total.UtilizationPercentage,
          committed: Total.TotalAmortizedFee,
          unused: Total.RICostForUnusedHours,
          netSaving: Total.NetRISavings,
          onDemandCost: Total.OnDemandCostOfRIHoursUsed,
        };
      },
    },
    {
      action: "ce:GetReservationCoverage",
      ask: (costs, TimePeriod, abortSignal) =>
        costs.send(new GetReservationCoverageCommand({ TimePeriod }), { abortSignal }),
      read: (answer) => {
        const { Total } = described(ReservationCoverage, answer, "the coverage by reservations");
        return { coverage: Total?.CoverageHours?.CoverageHoursPercentage ?? null };
      },
    },
  ],
};
