import { z } from "zod";
import { type Sql, sql } from "../db/sql";
import type { Run } from "../db/transaction";
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

// What is stored as JSON was checked when it was written; reading it fills in what a newer version added.
const Stored = z.object({ calendar: BudgetCalendar, amount: BudgetAmount, thresholds: Thresholds });

/** Budgets in the order of their ids, as the transaction or snapshot of `run` sees them. */
export async function budgetsWhere(run: Run, condition: Sql): Promise<Budget[]> {
  const rows = await run<Budget>(sql`
    select id, name, state, conditions as "where", metric,
      jsonb_build_object('credits', include_credits, 'tax', include_tax, 'refunds', include_refunds,
        'support', include_support) as includes,
      currency::text, every, calendar, starts_on as "startsOn", ends_on as "endsOn", time_zone as "timeZone", amount,
      rolls_over as "rollsOver", thresholds, parent_id as "parentId", owner, recipients, escalation,
      created_by as "createdBy", created_at as "createdAt"
    from budget where ${condition} order by id`);
  return rows.map((row) => ({ ...row, ...Stored.parse(row) }));
}
