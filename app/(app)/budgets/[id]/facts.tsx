import Link from "next/link";
import type { ReactNode } from "react";
import { dayLabel, instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import type { Scope } from "@/lib/auth/scope";
import type { BudgetCalendar } from "@/lib/budgets/calendar";
import type { BudgetSummary } from "@/lib/budgets/list";
import { addDays } from "@/lib/focus/period";
import { namesOfConditions } from "@/lib/query/condition-names";
import { conditionSentence } from "@/lib/query/condition-sentence";
import { metricLabels } from "@/lib/query/names";
import { amountSentence } from "../amount-sentence";
import { everyWords } from "../every-words";
import { hierarchySentence } from "../hierarchy-note";

/** What the budget counts and how it was set. */
export async function Facts({ scope, budget }: { scope: Scope; budget: BudgetSummary }) {
  const { where, metric, includes, currency, hierarchy, parentId, verdict } = budget;
  const names = await namesOfConditions(scope, where);
  const without = Object.entries(includes).flatMap(([name, counted]) => (counted ? [] : name));
  return (
    <Panel id="facts" title="What it counts">
      <dl className="grid max-w-[75ch] gap-x-6 gap-y-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Fact name="Charges">
          {where.length === 0
            ? "All of them"
            : where.map((condition) => conditionSentence(condition, 5, names)).join("; ")}
        </Fact>
        <Fact name="Cost">{`${metricLabels[metric]} in ${currency}${without.length > 0 ? `, without ${without.join(", ")}` : ""}`}</Fact>
        <Fact name="Amount">{amountSentence(budget)}</Fact>
        <Fact name="Period">{periodText(budget)}</Fact>
        {hierarchy && <Fact name="Parts">{hierarchySentence(hierarchy, currency)}</Fact>}
        {parentId && (
          <Fact name="Part of">
            <Link href={`/budgets/${parentId}`}>the budget above it</Link>
          </Fact>
        )}
        <Fact name="Owner">{budget.owner ?? "Nobody"}</Fact>
        {verdict && <Fact name="Judged">{instantLabel(verdict.evaluatedAt)}</Fact>}
        <Fact name="Set">{`${instantLabel(budget.createdAt)} by ${budget.createdBy}`}</Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

const months = "January February March April May June July August September October November December".split(" ");

function periodText({ every, startsOn, endsOn, calendar, timeZone }: BudgetSummary): string {
  const words = [everyWords[every]];
  if (startsOn) words.push(`from ${dayLabel(startsOn)}`);
  if (endsOn) words.push(`through ${dayLabel(addDays(endsOn, -1))}`);
  const own = calendarText(calendar);
  return `${words.join(" ")}${own ? `, ${own}` : ""}, days in UTC, today as in ${timeZone}`;
}

function calendarText({ kind, firstMonth, pattern }: BudgetCalendar): string | null {
  if (kind === "weeks") return `weeks of ${pattern} with a year from ${months[firstMonth - 1]}`;
  return firstMonth === 1 ? null : `a year from ${months[firstMonth - 1]}`;
}
