import Form from "next/form";
import { Button } from "@/components/ui/button";
import { controlLook } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { addDays, type Period } from "@/lib/focus/period";
import type { Exploration } from "@/lib/query/exploration";
import { countedOf, type RelativePeriod } from "@/lib/query/period-choice";
import { KeptFields } from "./kept-fields";

type Kept = Pick<Exploration, "question" | "view">;

const row = "flex flex-wrap items-end gap-2 border-line border-t p-3";
const units = ["days", "weeks", "months", "complete-days", "complete-weeks", "complete-months"];

/** These days and no others, whenever the page is opened. */
export function TheseDays({ question, view, period }: Kept & { period: Period }) {
  return (
    <Form action="/explore" scroll={false} className={row}>
      <KeptFields question={question} view={view} edits="period" />
      <DateField name="from" label="From" day={period.from} />
      <DateField name="last" label="To and including" day={addDays(period.to, -1)} />
      <label className="flex h-9 flex-1 basis-52 cursor-pointer items-center gap-2.5 text-sm">
        <input type="checkbox" name="beside" className="size-4 accent-accent-solid" />
        Compare with the days before
      </label>
      <Button type="submit" className="h-9">
        Show
      </Button>
    </Form>
  );
}

/** Any number of days, weeks or months that end with today, or before the one that still runs. */
export function LastSome({ question, view, chosen }: Kept & { chosen: RelativePeriod | null }) {
  const { count = 6, unit = "weeks", complete = false } = (chosen && countedOf(chosen)) ?? {};
  const meant = complete ? `complete-${unit}` : unit;
  return (
    <Form action="/explore" scroll={false} className={row}>
      <KeptFields question={question} view={view} edits="period" />
      <label className="flex w-16 flex-col gap-1 text-muted text-xs">
        Last
        <input
          name="count"
          type="number"
          required
          min={1}
          max={3660}
          defaultValue={count}
          key={count}
          className={`${controlLook} h-9 px-2`}
        />
      </label>
      <Select
        name="unit"
        aria-label="Unit"
        defaultValue={meant}
        key={meant}
        className="flex-1"
        choices={units.map((value) => ({ value, label: value.replace("-", " ") }))}
      />
      <Button type="submit" className="h-9">
        Show
      </Button>
    </Form>
  );
}

/** Any days to compare with, where neither the period before nor the year before is meant. */
export function OtherDays({ question, view, days }: Kept & { days: Period }) {
  return (
    <details className="border-line border-t" open={typeof question.compare === "object" && question.compare !== null}>
      <summary className="cursor-pointer px-3 py-2.5 text-muted text-sm hover:text-ink">
        Compare with other days
      </summary>
      <Form action="/explore" scroll={false} className="flex flex-wrap items-end gap-2 p-3 pt-1">
        <KeptFields question={question} view={view} edits={null} />
        <DateField name="versus" label="First day to compare with" day={days.from} />
        <DateField name="versusLast" label="Last day to compare with" day={addDays(days.to, -1)} />
        <Button type="submit" className="h-9">
          Compare
        </Button>
      </Form>
    </details>
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
