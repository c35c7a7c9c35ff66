import { FEWEST_DAYS } from "@/lib/anomalies/expectation";
import type { Stack } from "@/lib/query/stack";
import type { Told } from "../../explore/told/told";
import { ToldList } from "../../explore/told/told-list";

/** The days that stand out of the chart above, in words, or why there are none. */
export function UnusualDays({ stack: { currency, totals, buckets }, told }: { stack: Stack; told: Told[] }) {
  const id = `unusual-${currency}`;
  const days = totals.filter((total, at) => total !== null && !buckets[at]?.unfinished).length;
  return (
    <section aria-labelledby={id} className="mt-5">
      <h3 id={id} className="mb-2 font-medium">
        Unusual days
      </h3>
      <ToldList told={told} label="Unusual days" />
      {told.length === 0 && (
        <p className="text-muted text-sm">
          {days <= FEWEST_DAYS
            ? `A day is judged by ${FEWEST_DAYS} days before it; there are charges of ${days}.`
            : "None: each day cost about what the weeks before it let expect."}
        </p>
      )}
    </section>
  );
}
