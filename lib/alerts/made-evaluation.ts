import type { Scope } from "../auth/scope";
import { NewBudget } from "../budgets/spec";
import { createBudget } from "../budgets/write";
import { dataChanged } from "../db/data-changed";
import { rowsOf, sql } from "../db/sql";
import { addDays, daysIn } from "../focus/period";
import { addCharges, type MadeCharge, madeWorkspace, plainCharge } from "../query/made-ledger";
import { evaluateBudgets } from "./evaluate";
import { explainAlerts } from "./explain";

/** The moment that evaluations of tests are made at. */
export const trialNow = new Date("2026-06-20T09:00:00Z");

export const chargeOn = (start: string, billed: string, more: Partial<MadeCharge> = {}): MadeCharge => ({
  ...plainCharge,
  start: `${start}T00:00:00Z`,
  end: `${addDays(start, 1)}T00:00:00Z`,
  billed,
  effective: billed,
  ...more,
});

type AlertRow = {
  threshold: string;
  period: string;
  episode: number;
  state: string;
  late: boolean;
  note: string | null;
};
type ToldRow = { threshold: string; message: string; recipient: string; state: string; reason: string | null };

/** For tests: a workspace with ten dollars a day from March to the 19th of June, and what is done with it. */
export async function madeEvaluation(name: string, more: Partial<MadeCharge> = {}) {
  const days = daysIn({ from: "2026-03-01", to: "2026-06-20" });
  const made = await madeWorkspace(
    name,
    days.map((each) => chargeOn(each, "10", more)),
  );
  const scope: Scope = { ...made, role: "admin" };
  const own = sql`workspace_id = ${scope.workspaceId}::uuid`;
  return {
    scope,
    own,
    budget: async (input: object, setOn = "2026-06-02"): Promise<string> => {
      const usual = {
        name: "EC2",
        currency: "USD",
        amount: { mode: "fixed", amount: "250" },
        owner: "ada@example.com",
      };
      const { id } = await createBudget(scope, NewBudget.parse({ ...usual, ...input }));
      await rowsOf(sql`update budget set created_at = ${setOn}::timestamp at time zone 'UTC' where id = ${id}::uuid`);
      return id;
    },
    restated: async (charges: MadeCharge[]): Promise<void> => {
      await addCharges(scope, charges);
      await rowsOf(dataChanged(scope.workspaceId));
    },
    judge: async (): Promise<void> => {
      await evaluateBudgets(scope, trialNow);
      await explainAlerts(scope);
    },
    /** What waited was sent. */
    sent: async (): Promise<void> => {
      await rowsOf(sql`update outbox set state = 'sent' where ${own} and state = 'queued'`);
    },
    alerts: async () =>
      await rowsOf<AlertRow>(sql`
        select threshold, period_start as period, episode, state, late, note from alert
        where ${own} and not (state = 'resolved' and evidence ->> 'drivers' is null)
        order by period_start, opened_at, threshold, episode`),
    told: async () =>
      await rowsOf<ToldRow>(sql`
        select threshold, message, recipient, state, reason from outbox where ${own}
        order by created_at, threshold, message, recipient`),
  };
}
