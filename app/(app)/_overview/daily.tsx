import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { ChartView } from "@/components/charts/chart-view";
import { columnData } from "@/components/charts/column-data";
import { StackTable } from "@/components/charts/stack-table";
import { spanLabel } from "@/components/format";
import { IncludesNote } from "@/components/includes-note";
import { Button } from "@/components/ui/button";
import { addDays } from "@/lib/focus/period";
import { seriesColors } from "@/lib/query/colors";
import { includesOf } from "@/lib/query/includes";
import { metricLabels } from "@/lib/query/names";
import { dailySpend } from "@/lib/query/overview/daily-spend";
import { BudgetThis } from "../budgets/budget-this";
import { queryHref } from "../explore/href";
import { chosen, type Seen } from "./view";

export async function Daily({ scope, frame, metric, currency }: Seen) {
  const { query, stacks } = await dailySpend(scope, metric, frame);
  const stack = chosen(stacks, currency);
  if (!stack) return null;
  const [slots, includes] = await Promise.all([
    seriesColors(scope, query.groupBy, stack.series),
    includesOf(scope, query),
  ]);
  const days = spanLabel(query.period.from, addDays(query.period.to, -1));
  const title = `${metricLabels[metric]} by service, ${days}`;
  const note = chosen(includes, stack.currency);
  return (
    <ChartView
      id="daily"
      title="Daily spend by service"
      data={columnData(stack, slots, title)}
      table={<StackTable stack={stack} caption={title} />}
      note={note && <IncludesNote includes={note} />}
      actions={
        <>
          <BudgetThis scope={scope} of={query} currency={stack.currency} />
          <OpenInExplore href={queryHref(query, { currency })} />
        </>
      }
    />
  );
}

export function OpenInExplore({ href }: { href: string }) {
  return (
    <Button look="ghost" asChild>
      <Link href={href} className="-mr-3">
        <span className="sr-only @xs:not-sr-only">Open in Explore</span>
        <ArrowUpRight aria-hidden />
      </Link>
    </Button>
  );
}
