import type { BudgetCalendar, Every } from "@/lib/budgets/calendar";
import type { Rhythm } from "@/lib/budgets/rhythm";
import type { FormValues } from "./field-names";

/** What other fields depend on. */
export type Chosen = {
  every: Every;
  mode: "fixed" | "planned" | "growing" | "history" | "forecast";
  calendar: BudgetCalendar["kind"];
  firstMonth: string;
  weekStart: string;
  pattern: BudgetCalendar["pattern"];
};

export function chosenIn(values: FormValues): Chosen {
  return {
    every: (values.every ?? "month") as Every,
    mode: (values.mode ?? "fixed") as Chosen["mode"],
    calendar: (values.calendar ?? "gregorian") as Chosen["calendar"],
    firstMonth: values.firstMonth ?? "1",
    weekStart: values.weekStart ?? "1",
    pattern: (values.pattern ?? "4-4-5") as Chosen["pattern"],
  };
}

export function rhythmOf({ every, calendar, firstMonth, weekStart, pattern }: Chosen): Rhythm {
  return {
    every,
    calendar: { kind: calendar, firstMonth: Number(firstMonth), weekStart: Number(weekStart), pattern },
    startsOn: null,
    endsOn: null,
  };
}
