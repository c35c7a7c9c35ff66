import { z } from "zod";
import type { Budget as Row } from "../db/generated/client";
import type { Metric } from "../focus/charge";
import { type Day, dayOf } from "../focus/period";
import { CostQuery } from "../query/spec";
import { BudgetAmount } from "./amount";
import { BudgetCalendar } from "./calendar";
import type { BudgetFields } from "./spec";
import { Thresholds } from "./threshold";

/** A budget as it is stored: what a person set, and where it comes from. */
export type Budget = BudgetFields & {
  id: string;
  state: "active" | "paused";
  createdBy: string;
  createdAt: Date;
};

const Stored = z.object({
  where: CostQuery.shape.where,
  calendar: BudgetCalendar,
  amount: BudgetAmount,
  thresholds: Thresholds,
});

/** Reads a row; what is stored as JSON was checked when it was written, and is checked again when a version changed. */
export function budgetFrom(row: Row): Budget {
  const { where, calendar, amount, thresholds } = Stored.parse(row);
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    where,
    metric: row.metric satisfies Metric,
    includes: {
      credits: row.includeCredits,
      tax: row.includeTax,
      refunds: row.includeRefunds,
      support: row.includeSupport,
    },
    currency: row.currency.trim(),
    every: row.every,
    calendar,
    startsOn: dayOrNull(row.startsOn),
    endsOn: dayOrNull(row.endsOn),
    timeZone: row.timeZone,
    amount,
    rollsOver: row.rollsOver,
    thresholds,
    parentId: row.parentId,
    owner: row.owner,
    recipients: row.recipients,
    escalation: row.escalation,
    createdBy: row.createdBy,
    createdAt: row.createdAt,
  };
}

function dayOrNull(instant: Date | null): Day | null {
  return instant === null ? null : dayOf(instant);
}
