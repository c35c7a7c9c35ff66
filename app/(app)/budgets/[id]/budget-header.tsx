import { ArrowUpRight, Pause, Pencil, Play } from "lucide-react";
import Link from "next/link";
import { AutoRefresh } from "@/components/auto-refresh";
import { BudgetStatus } from "@/components/budgets/budget-status";
import { Button } from "@/components/ui/button";
import type { Scope } from "@/lib/auth/scope";
import type { BudgetSummary } from "@/lib/budgets/list";
import { setState } from "../actions";
import { OneButtonForm } from "../one-button-form";
import { RemoveBudget } from "../remove-budget";
import { shownState } from "../view";
import { budgetInExplore } from "./explore-href";

/** What it is called, how it stands and why, and what can be done with it. */
export function BudgetHeader({ scope, budget }: { scope: Scope; budget: BudgetSummary }) {
  const { id, name, state, verdict } = budget;
  const paused = state === "paused";
  return (
    <header className="mb-8">
      <p className="mb-2 text-sm">
        <Link href="/budgets" className="text-link underline">
          Budgets
        </Link>
        {verdict && <span className="text-muted">{` / ${verdict.name}`}</span>}
      </p>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h1 className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 font-semibold text-xl">
          <span className="break-words">{name}</span>
          <BudgetStatus of={shownState(budget)} pill />
        </h1>
        <div className="flex flex-wrap items-center gap-2">
          {verdict && (
            <Button look="ghost" asChild>
              <Link href={budgetInExplore(budget, verdict.period)}>
                Open in Explore
                <ArrowUpRight aria-hidden />
              </Link>
            </Button>
          )}
          {scope.role !== "viewer" && (
            <>
              <OneButtonForm action={setState} fields={{ id, state: paused ? "active" : "paused" }}>
                {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
                {paused ? "Go on" : "Pause"}
              </OneButtonForm>
              <RemoveBudget id={id} name={name} />
              <Button asChild>
                <Link href={`/budgets/${id}/edit`}>
                  <Pencil aria-hidden />
                  Edit
                </Link>
              </Button>
            </>
          )}
        </div>
      </div>
      <p className="mt-2 max-w-[75ch] text-pretty text-lg">{sentence(budget)}</p>
      {shownState(budget) === "waiting" && <AutoRefresh seconds={2} />}
    </header>
  );
}

function sentence({ state, verdict }: BudgetSummary): string {
  if (state === "paused")
    return `It is paused: nobody is told anything. ${verdict ? `Last known: ${verdict.reason}` : ""}`;
  return verdict?.reason ?? "It is being judged.";
}
