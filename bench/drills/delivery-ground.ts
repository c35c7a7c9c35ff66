import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Scope } from "../../lib/auth/scope";
import { NewBudget } from "../../lib/budgets/spec";
import { createBudgets } from "../../lib/budgets/write";
import { dataChanged } from "../../lib/db/data-changed";
import { rowsOf, sql } from "../../lib/db/sql";
import { addDays, type Day, dayOf, monthOf } from "../../lib/focus/period";
import { addCharges, plainCharge } from "../../lib/query/made-ledger";
import type { CaughtMail } from "./mail-catcher";

const SHARED = "finance@example.com";

/** The first of the month of yesterday: what a load charges there counts for the period that runs. */
function drillDay(): Day {
  return monthOf(addDays(dayOf(new Date()), -1)).from;
}

/** One more load: so much was spent, and budgets are to be judged. */
export async function loaded(scope: Scope, amount: string): Promise<void> {
  const start = drillDay();
  const charge = { ...plainCharge, start: `${start}T00:00:00Z`, end: `${addDays(start, 1)}T00:00:00Z` };
  await addCharges(scope, [{ ...charge, billed: amount, effective: amount }]);
  await rowsOf(dataChanged(scope.workspaceId));
}

/** Monthly budgets that a load may cross, each with an owner of its own and a recipient that all share. */
export async function drillBudgets(scope: Scope, amounts: number[], prefix: string): Promise<void> {
  await createBudgets(
    { ...scope, role: "admin" },
    amounts.map((amount, index) =>
      NewBudget.parse({
        name: `${prefix} ${index}`,
        currency: plainCharge.currency,
        amount: { mode: "fixed", amount: String(amount) },
        thresholds: [{ kind: "actual", unit: "percent", value: "100" }],
        owner: `${prefix}-${index}@example.com`,
        recipients: [SHARED],
      }),
    ),
  );
  await rowsOf(sql`update budget set created_at = ${drillDay()}::timestamp at time zone 'UTC'`);
}

/** A process that works as a worker does for alerts and mails. */
export function tickingWorker(ticks: number, clockIsOffBy: number, smtpUrl: string): ChildProcess {
  return fork(join(import.meta.dirname, "ticking-worker.ts"), [String(ticks), String(clockIsOffBy)], {
    cwd: join(import.meta.dirname, "../.."),
    execArgv: ["--import", "tsx"],
    env: {
      ...process.env,
      OUTLAY_SECRET: "a secret of the drills, long enough to be one",
      OUTLAY_URL: "https://outlay.example.com",
      SMTP_URL: smtpUrl,
      MAIL_FROM: "Outlay <outlay@example.com>",
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

type Row = { recipient: string; state: string; reason: string | null; messageId: string | null; budget: string };

/**
 * What is wrong with what was delivered: a message that is neither sent nor suppressed with a reason, one that no mail
 * carried, or a Message-ID too many. `copies` says how often the same mail may have come, which only a kill between the
 * server's answer and our note of it explains.
 */
export async function deliveryProblems(caught: CaughtMail[], copies: number): Promise<string[]> {
  const rows = await rowsOf<Row>(sql`
    select recipient, outbox.state::text, reason, message_id as "messageId", budget.name as budget
    from outbox join budget on budget.id = budget_id`);
  const came = new Map<string, number>();
  for (const { messageId, to } of caught) came.set(`${messageId} ${to}`, (came.get(`${messageId} ${to}`) ?? 0) + 1);
  const known = new Set(rows.map(({ messageId, recipient }) => `${messageId} ${recipient}`));
  return [
    ...rows.flatMap(({ recipient, state, reason, messageId, budget }) => {
      const what = `${budget} to ${recipient}`;
      if (state === "suppressed" && reason) return [];
      if (state !== "sent") return [`${what} is ${state}: ${reason}`];
      return came.has(`${messageId} ${recipient}`) ? [] : [`${what} is sent, and no mail came`];
    }),
    ...[...came].flatMap(([key, times]) => [
      ...(known.has(key) ? [] : [`the mail ${key} belongs to no message`]),
      ...(times > copies ? [`the mail ${key} came ${times} times`] : []),
    ]),
  ];
}
