import Link from "next/link";
import { BudgetStatus } from "@/components/budgets/budget-status";
import { BurnBar } from "@/components/budgets/burn-bar";
import { dayLabel, money, signedMoney } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { BudgetSummary, ShownVerdict } from "@/lib/budgets/list";
import { percentText } from "@/lib/budgets/money-text";
import { yearToDate } from "@/lib/budgets/year-to-date";
import { Money, plain } from "@/lib/focus/money";
import { budgetInExplore } from "./explore-href";

/** How each period went, the newest first; on a phone its state stands under its name. */
export function History({ budget, history }: { budget: BudgetSummary; history: ShownVerdict[] }) {
  if (history.length === 0) return null;
  return (
    <Panel id="history" title="Periods" note={`${summary(history)}${yearText(budget, history)}`}>
      <Table caption={`Periods of ${budget.name}`} maxHeight="28rem">
        <thead>
          <tr>
            <HeadCell>Period</HeadCell>
            <HeadCell className="max-sm:hidden">State</HeadCell>
            <HeadCell className="w-[22%] max-md:hidden">Spent of the amount</HeadCell>
            <HeadCell numeric>Spent</HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Amount
            </HeadCell>
            <HeadCell numeric className="max-sm:hidden">
              Used
            </HeadCell>
            <HeadCell numeric>Over or left</HeadCell>
          </tr>
        </thead>
        <tbody>
          {history.map((verdict) => (
            <Period key={verdict.period.from} budget={budget} verdict={verdict} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function Period({ budget, verdict }: { budget: BudgetSummary; verdict: ShownVerdict }) {
  const { currency } = budget;
  const { figures, name, period, reason } = verdict;
  const state = verdict.ended && verdict.state === "on_track" ? "held" : verdict.state;
  return (
    <tr className="max-sm:align-top">
      <RowHead className="sm:whitespace-nowrap">
        <Link href={budgetInExplore(budget, period)} className="text-link">
          {name}
        </Link>
        <div className="mt-0.5 text-xs sm:hidden">
          <BudgetStatus of={state} />
        </div>
      </RowHead>
      <Cell className="max-sm:hidden">
        <BudgetStatus of={state} />
      </Cell>
      {figures ? (
        <>
          <Cell className="max-md:hidden">
            <BurnBar figures={figures} of={state} />
          </Cell>
          <Cell numeric>
            {money(figures.actual, currency)}
            <p className="text-muted text-xs sm:hidden">{`of ${money(figures.amount, currency)}`}</p>
          </Cell>
          <Cell numeric className="max-sm:hidden">
            {money(figures.amount, currency)}
          </Cell>
          <Cell numeric className="max-sm:hidden">
            {percentText(figures.used) ?? "–"}
          </Cell>
          <Cell numeric>
            {signedMoney(plain(new Money(figures.actual).minus(figures.amount)), currency)}
            {figures.used && <p className="text-muted text-xs sm:hidden">{`${percentText(figures.used)} used`}</p>}
          </Cell>
        </>
      ) : (
        <Cell colSpan={5} className="text-muted">
          {reason}
        </Cell>
      )}
    </tr>
  );
}

/** The year against what was meant for it until now: a month over may still be a year that holds. */
function yearText(budget: BudgetSummary, history: ShownVerdict[]): string {
  const year = yearToDate(budget, history);
  if (year === null) return "";
  const { currency } = budget;
  const spent = ` Since ${dayLabel(year.from)} ${money(year.actual, currency)} of ${money(year.planned, currency)} until now`;
  const ahead = new Money(year.ahead);
  if (ahead.isZero()) return `${spent}.`;
  return `${spent}: ${money(plain(ahead.abs()), currency)} ${ahead.isNegative() ? "left" : "over"}.`;
}

function summary(history: ShownVerdict[]): string {
  const ended = history.filter((each) => each.ended && each.figures);
  if (ended.length === 0) {
    return history.some((each) => each.ended) ? "None that has ended could be judged." : "The first is not over yet.";
  }
  const over = ended.filter(({ state }) => state === "over").length;
  if (ended.length === 1)
    return over === 1 ? "The only one that has ended was over." : "The only one that has ended held.";
  return over === 0
    ? `All ${ended.length} that have ended held.`
    : `${over} of ${ended.length} that have ended were over.`;
}
