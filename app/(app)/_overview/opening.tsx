import { projectedMonthEnd } from "@/lib/forecast/projected-month-end";
import { monthToDate } from "@/lib/query/overview/month-to-date";
import { openingSentence } from "./sentence";
import { chosen, type Seen } from "./view";

/** The first thing on the page. */
export async function Opening({ scope, frame, metric, currency }: Seen) {
  const [spent, ends] = await Promise.all([monthToDate(scope, metric, frame), projectedMonthEnd(scope, metric, frame)]);
  const now = chosen(spent, currency);
  if (!now) return <h1 className="mb-6 font-semibold text-xl">No charges this month yet.</h1>;
  const end = ends.find((entry) => entry.currency === now.currency);
  return (
    <h1 className="mb-6 max-w-[72ch] text-pretty font-semibold text-xl">
      {openingSentence(now, end?.monthEnd ?? null, frame.today)}
    </h1>
  );
}
