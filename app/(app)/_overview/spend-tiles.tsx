import Link from "next/link";
import { Amount } from "@/components/amount";
import { ChangeText } from "@/components/change-text";
import { dayLabel, exactMoney, money, monthLabel, monthName, spanLabel, wholeMoney } from "@/components/format";
import { Tile } from "@/components/tile";
import { addDays, type Day, monthOf, type Period } from "@/lib/focus/period";
import { projectedMonthEnd } from "@/lib/forecast/projected-month-end";
import { type Compared, type MonthToDate, monthToDate } from "@/lib/query/overview/month-to-date";
import { queryHref } from "../explore/href";
import { chosen, type Seen } from "./view";

export async function MonthTile({ scope, frame, metric, currency }: Seen) {
  const spent = chosen(await monthToDate(scope, metric, frame), currency);
  if (!spent) return <Tile label="Month to date" value="No charges" />;
  const question = { ...spent.query, grain: "day", groupBy: ["service"] } satisfies MonthToDate["query"];
  return (
    <Tile
      label={
        <Link
          href={queryHref(question, { currency })}
          className="hover:text-accent hover:underline"
        >{`${isRunning(spent.days, frame.today) ? "Month to date" : "Spend"}, ${daysText(spent.days)}`}</Link>
      }
      value={<Amount amount={spent.total} currency={spent.currency} />}
    >
      <Beside beside={spent.lastMonth} currency={spent.currency} name={monthLabel(spent.lastMonth.days.from)} />
      <Beside beside={spent.lastYear} currency={spent.currency} name={monthLabel(spent.lastYear.days.from)} />
    </Tile>
  );
}

function Beside({ beside, currency, name }: { beside: Compared; currency: string; name: string }) {
  if (!beside.known) return <span>{`No ${name}: charges begin ${dayLabel(beside.begins)}`}</span>;
  return (
    <span title={`${money(beside.total, currency)} in ${daysText(beside.days)}`}>
      <span className="text-ink">
        <ChangeText change={beside.change} currency={currency} />
      </span>{" "}
      {`vs ${name}`}
    </span>
  );
}

export async function MonthEndTile({ scope, frame, metric, currency }: Seen) {
  const end = chosen(await projectedMonthEnd(scope, metric, frame), currency);
  const label = `Projected end of ${monthName(frame.month.from)}`;
  if (!end?.monthEnd.known) {
    return (
      <Tile label={label} value="Not known">
        {end && !end.monthEnd.known && <span>{end.monthEnd.reason}</span>}
      </Tile>
    );
  }
  const { amount, charged, remaining, range } = end.monthEnd;
  const days = Math.max(0, (Date.parse(remaining.to) - Date.parse(remaining.from)) / 86_400_000);
  return (
    <Tile
      label={label}
      value={<span title={exactMoney(amount, end.currency)}>{wholeMoney(amount, end.currency)}</span>}
    >
      {range && (
        <span title={`8 of 10 of ${range.trials} past projections over as many days fell inside`}>
          {`likely ${wholeMoney(range.low, end.currency)} to ${wholeMoney(range.high, end.currency)}`}
        </span>
      )}
      <span>{`${money(charged, end.currency)} charged, ${days} days to come`}</span>
    </Tile>
  );
}

function isRunning({ from }: Period, today: Day): boolean {
  return from === monthOf(today).from;
}

function daysText({ from, to }: Period): string {
  return spanLabel(from, addDays(to, -1));
}
