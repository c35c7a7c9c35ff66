import { CalendarDays, Check, GitCompareArrows } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { spanLabel } from "@/components/format";
import { Button } from "@/components/ui/button";
import { controlLook } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { addDays, daysBetween, type Period } from "@/lib/focus/period";
import type { Calendar } from "@/lib/query/calendar";
import type { Exploration } from "@/lib/query/exploration";
import type { Grain } from "@/lib/query/names";
import { comparisonOf, periodOf, periodPresets, relativeLabel } from "@/lib/query/period-choice";
import { exploreHref } from "./href";
import { KeptFields } from "./kept-fields";

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
                  <span className="flex-1">{label}</span>
                  <span className="text-faint text-xs">{daysText(meant)}</span>
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
        <Form action="/explore" scroll={false} className="flex flex-wrap items-end gap-2 border-line border-t p-3">
          <KeptFields question={question} view={view} edits="period" />
          <DateField name="from" label="From" day={query.period.from} />
          <DateField name="last" label="To and including" day={addDays(query.period.to, -1)} />
          <label className="flex flex-1 cursor-pointer items-center gap-2.5 text-sm">
            <input type="checkbox" name="beside" className="size-4 accent-accent-solid" />
            Compare with the days before
          </label>
          <Button type="submit" className="h-9">
            Show
          </Button>
        </Form>
        <OtherDays question={question} view={view} days={days} />
      </Popover>
    </div>
  );
}

type OtherProps = Pick<Exploration, "question" | "view"> & { days: Period };

/** Any days to compare with, where neither the period before nor the year before is meant. */
function OtherDays({ question, view, days }: OtherProps) {
  return (
    <Form action="/explore" scroll={false} className="flex flex-wrap items-end gap-2 border-line border-t p-3">
      <KeptFields question={question} view={view} edits={null} />
      <DateField name="versus" label="First day to compare with" day={days.from} />
      <DateField name="versusLast" label="Last day to compare with" day={addDays(days.to, -1)} />
      <Button type="submit" className="h-9">
        Compare
      </Button>
    </Form>
  );
}

function DateField({ name, label, day }: { name: string; label: string; day: string }) {
  return (
    <label className="flex min-w-28 flex-1 flex-col gap-1 text-muted text-xs">
      {label}
      <input name={name} type="date" required defaultValue={day} key={day} className={`${controlLook} h-9 px-2`} />
    </label>
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
