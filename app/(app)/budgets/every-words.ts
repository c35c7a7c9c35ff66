import type { Every } from "@/lib/budgets/calendar";

export const everyWords: Record<Every, string> = {
  day: "each day",
  week: "each week",
  month: "each month",
  quarter: "each quarter",
  year: "each year",
  once: "for dates of its own",
};
