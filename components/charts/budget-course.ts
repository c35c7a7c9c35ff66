import type { CourseDay } from "@/lib/budgets/course";

/** What the chart of a budget draws; prepared on the server. */
export type BudgetCourse = {
  label: string;
  currency: string;
  amount: string;
  days: CourseDay[];
  /** The last day with charges while the period runs; null once it has ended. */
  today: string | null;
};
