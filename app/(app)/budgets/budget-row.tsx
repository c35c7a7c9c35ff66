import { Bell, CornerDownRight } from "lucide-react";
import Link from "next/link";
import { BudgetStatus } from "@/components/budgets/budget-status";
import { BurnBar } from "@/components/budgets/burn-bar";
import { exactMoney, money, wholeMoney } from "@/components/format";
import { Cell, RowHead } from "@/components/ui/table";
import type { BudgetSummary } from "@/lib/budgets/list";
import { percentText } from "@/lib/budgets/money-text";
import { everyWords } from "./every-words";
import { HierarchyNote } from "./hierarchy-note";
import { shownState } from "./view";

type Props = {
  budget: BudgetSummary;
  /** How many budgets it is part of, each in the other. */
  level: number;
  /** The budget it is part of, where that does not stand above it. */
  parent: string | null;
};

const INDENT = 20;

export function BudgetRow({ budget, level, parent }: Props) {
  const { id, name, currency, owner, verdict, hierarchy, every } = budget;
  const figures = verdict?.figures ?? null;
  const state = shownState(budget);
  const share = percentText(figures?.used ?? null);
  return (
    <tr>
      <RowHead className="min-w-44 align-top lg:w-[30%]">
        <div className="flex gap-2" style={{ paddingLeft: level * INDENT }}>
          {level > 0 && <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" />}
          <div className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              <Link href={`/budgets/${id}`} className="font-medium text-ink underline-offset-3 hover:underline">
                {name}
              </Link>
              <OpenAlerts budget={budget} />
            </span>
            <p className="text-muted text-xs">
              {verdict?.name ?? everyWords[every]}
              {parent && `, part of ${parent}`}
            </p>
            <div className="mt-1.5 flex w-32 flex-col items-start gap-1 md:hidden">
              <BudgetStatus of={state} pill />
              {figures && <BurnBar figures={figures} of={state} />}
            </div>
            <p className="mt-0.5 text-muted text-xs sm:hidden">{forecastText(budget)}</p>
            {hierarchy && <HierarchyNote hierarchy={hierarchy} currency={currency} />}
          </div>
        </div>
      </RowHead>
      <Cell className="align-top max-md:hidden">
        <BudgetStatus of={state} />
      </Cell>
      {figures ? (
        <>
          <Cell className="align-top max-md:hidden">
            <BurnBar figures={figures} of={state} />
          </Cell>
          <Cell numeric className="align-top">
            <span title={exactMoney(figures.actual, currency)}>{money(figures.actual, currency)}</span>
            {share && <p className="text-muted text-xs">{share}</p>}
            <p className="text-muted text-xs sm:hidden">of {money(figures.amount, currency)}</p>
          </Cell>
          <Cell numeric className="align-top max-sm:hidden">
            {money(figures.amount, currency)}
          </Cell>
          <Cell numeric className="align-top max-sm:hidden">
            <Forecast budget={budget} />
          </Cell>
        </>
      ) : (
        <Cell colSpan={4} className="max-w-md align-top text-muted">
          {verdict?.reason ?? "It is judged in a moment."}
        </Cell>
      )}
      <Cell className="max-w-48 truncate align-top text-muted max-lg:hidden" title={owner ?? undefined}>
        {owner?.split("@")[0] ?? <span className="text-faint">Nobody</span>}
      </Cell>
    </tr>
  );
}

function Forecast({ budget: { currency, verdict } }: { budget: BudgetSummary }) {
  const figures = verdict?.figures;
  if (!figures || verdict.ended) return <span className="text-faint">Ended</span>;
  if (!figures.forecast) return <span className="text-faint">None yet</span>;
  const chance = percentText(figures.probability);
  return (
    <>
      {wholeMoney(figures.forecast.amount, currency)}
      {chance && verdict.state !== "over" && <p className="text-muted text-xs">{`${chance} likely over`}</p>}
    </>
  );
}

/** The same in a line, for a phone. */
function forecastText({ currency, verdict }: BudgetSummary): string | null {
  const forecast = verdict?.figures?.forecast;
  if (!forecast || verdict.ended) return null;
  const chance = verdict.state === "over" ? null : percentText(verdict.figures?.probability ?? null);
  return `Forecast ${wholeMoney(forecast.amount, currency)}${chance ? `, ${chance} likely over` : ""}`;
}

function OpenAlerts({ budget: { id, name, openAlerts } }: { budget: BudgetSummary }) {
  if (openAlerts === 0) return null;
  const label = `${openAlerts} open ${openAlerts === 1 ? "alert" : "alerts"} of ${name}`;
  return (
    <Link
      href={`/alerts?budget=${id}`}
      aria-label={label}
      title={label}
      className="tabular inline-flex items-center gap-1 rounded-full bg-hover px-1.5 text-muted text-xs hover:text-ink"
    >
      <Bell aria-hidden className="size-3" />
      {openAlerts}
    </Link>
  );
}
