import { CalendarDays, Check, GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { spanLabel } from "@/components/format";
import { Popover } from "@/components/ui/popover";
import { addDays, daysBetween, type Period } from "@/lib/focus/period";
import type { Calendar } from "@/lib/query/calendar";
import type { Exploration } from "@/lib/query/exploration";
import type { Grain } from "@/lib/query/names";
import { comparisonOf, periodOf, periodPresets, relativeLabel } from "@/lib/query/period-choice";
import { exploreHref } from "./href";
import { LastSome, OtherDays, TheseDays } from "./period-forms";

type Props = { exploration: Exploration; calendar: Calendar };

/** Which days: words that stay relative when the page is shared, or dates. */
export function PeriodPicker({ exploration: { question, query, view }, calendar }: Props) {
  const { period } = question;
  const chosen = "relative" in period ? period.relative : null;
  const days = query.compare ?? comparisonOf("previous", period, calendar);
  const name = chosen ? relativeLabel(chosen) : daysText(query.period);
  return (
    <div className="flex min-w-0 flex-col gap-1.5 sm:w-52">
      <span aria-hidden className="font-medium text-sm">
        Period
      </span>
      <Popover
        name={`Period: ${name}`}
        label={
          <>
            <CalendarDays aria-hidden className="text-muted" />
            <span className="truncate">{name}</span>
          </>
        }
      >
        <ul aria-label="Periods" className="w-88 p-1">
          {periodPresets.map(({ relative, label }) => {
            const meant = periodOf({ relative }, calendar);
            const asked = { ...question, period: { relative }, grain: grainFor(question.grain, meant) };
            return (
              <li key={relative} className="flex items-center">
                <Link
                  href={exploreHref(asked, view)}
                  scroll={false}
                  aria-current={chosen === relative ? "true" : undefined}
                  className="flex h-8 min-w-0 flex-1 items-center gap-2.5 rounded-md px-2.5 text-sm hover:bg-hover"
                >
                  <span className="flex-1 whitespace-nowrap">{label}</span>
                  <span className="truncate text-faint text-xs">{daysText(meant)}</span>
                  <Check aria-hidden className={chosen === relative ? "size-4 text-muted" : "size-4 opacity-0"} />
                </Link>
                <Link
                  href={exploreHref({ ...asked, compare: "previous" }, view)}
                  scroll={false}
                  aria-label={`${label}, compared with the period before`}
                  title="Compared with the period before"
                  className="grid size-8 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink"
                >
                  <GitCompareArrows aria-hidden className="size-4" />
                </Link>
              </li>
            );
          })}
        </ul>
        <TheseDays question={question} view={view} period={query.period} />
        <LastSome question={question} view={view} chosen={chosen} />
        <OtherDays question={question} view={view} days={days} />
      </Popover>
    </div>
  );
}

const DAILY_UP_TO = 100;

/** Long spans are asked by month, short ones not coarser than by day, as long as that is what the reader had. */
function grainFor(grain: Grain, period: Period): Grain {
  if (daysBetween(period) > DAILY_UP_TO) return grain === "day" || grain === "hour" ? "month" : grain;
  return grain === "quarter" || grain === "year" || grain === "month" ? "day" : grain;
}

export function daysText({ from, to }: Period): string {
  return spanLabel(from, addDays(to, -1));
}
