import Link from "next/link";
import { thresholdWords } from "@/components/budgets/threshold-words";
import { dayLabel, instantLabel } from "@/components/format";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import type { AlertReport } from "@/lib/alerts/list";
import { alertStates } from "../alert-words";

/** Which budget, which threshold, how it stands, and what was known when it fired. */
export function AlertHeader({ alert }: { alert: AlertReport }) {
  const { budgetId, budgetName, state, evidence, openedAt, late, note, supersededById, snoozedUntil, assignedTo } =
    alert;
  const words = thresholdWords(evidence.threshold, evidence.budget.currency);
  return (
    <header className="mb-8">
      <p className="mb-2 text-sm">
        <Link href="/alerts" className="text-link underline">
          Alerts
        </Link>
        <span className="text-muted">{` / ${evidence.period.name}`}</span>
      </p>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-xl">
          <span className="break-words">{`${budgetName}: ${words}`}</span>
          <Status state={alertStates[state].state} pill>
            {alertStates[state].word}
          </Status>
        </h1>
        <Button asChild>
          <Link href={`/budgets/${budgetId}`}>See the budget now</Link>
        </Button>
      </div>
      <p className="mt-2 max-w-[75ch] text-pretty text-lg">{evidence.reason}</p>
      <p className="mt-1 text-muted text-sm">
        {`Opened ${instantLabel(openedAt)}`}
        {late && ", by charges that came after the period had ended"}
        {assignedTo && `, assigned to ${assignedTo}`}
        {state === "snoozed" && snoozedUntil && `, snoozed until ${dayLabel(snoozedUntil)}`}.{note && ` ${note}`}{" "}
        {supersededById && (
          <Link href={`/alerts/${supersededById}`} className="text-link underline">
            A more urgent alert
          </Link>
        )}
        {supersededById && " took its place."}
      </p>
    </header>
  );
}
