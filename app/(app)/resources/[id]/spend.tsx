import { ChartView } from "@/components/charts/chart-view";
import { columnData } from "@/components/charts/column-data";
import { StackTable } from "@/components/charts/stack-table";
import { IncludesNote } from "@/components/includes-note";
import type { Scope } from "@/lib/auth/scope";
import type { Metric } from "@/lib/focus/charge";
import { seriesColors } from "@/lib/query/colors";
import { includesOf } from "@/lib/query/includes";
import { metricLabels } from "@/lib/query/names";
import type { ResourceView } from "@/lib/query/resource/resource";
import { OpenInExplore } from "../../_overview/daily";
import { BudgetThis } from "../../budgets/budget-this";
import { queryHref } from "../../explore/href";
import { annotationOf, toldUnusual } from "../../explore/told/told";
import { UnusualDays } from "./unusual-days";

type Props = { scope: Scope; resource: ResourceView; metric: Metric };

/** Its spend by day, a chart for each currency. */
export async function Spend({ scope, resource: { query, stacks }, metric }: Props) {
  const includes = await includesOf(scope, query);
  return (
    <>
      {
        await Promise.all(
          stacks.map(async (stack) => {
            const slots = await seriesColors(scope, query.groupBy, stack.series);
            const note = includes.find(({ currency }) => currency === stack.currency);
            const title = `${metricLabels[metric]} by day and kind of charge`;
            const unusual = toldUnusual(stack);
            return (
              <ChartView
                key={stack.currency}
                id={`spend-${stack.currency}`}
                title={title}
                data={{
                  ...columnData(stack, slots, `${title}, in ${stack.currency}`),
                  annotations: unusual.map(annotationOf),
                }}
                table={<StackTable stack={stack} caption={title} />}
                note={
                  <>
                    {note && <IncludesNote includes={note} />}
                    <UnusualDays stack={stack} told={unusual} />
                  </>
                }
                actions={
                  <>
                    <BudgetThis scope={scope} of={query} currency={stack.currency} />
                    <OpenInExplore href={queryHref(query, { currency: stack.currency })} />
                  </>
                }
              />
            );
          }),
        )
      }
    </>
  );
}
