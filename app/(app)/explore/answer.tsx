import { SearchX } from "lucide-react";
import Link from "next/link";
import { ChartView } from "@/components/charts/chart-view";
import { columnData } from "@/components/charts/column-data";
import { StackTable } from "@/components/charts/stack-table";
import { IncludesNote } from "@/components/includes-note";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import type { Scope } from "@/lib/auth/scope";
import { DomainError } from "@/lib/errors";
import type { Day } from "@/lib/focus/period";
import { breakdown } from "@/lib/query/breakdown";
import { seriesColors } from "@/lib/query/colors";
import { includesOf } from "@/lib/query/includes";
import { dimensionLabel, metricLabels } from "@/lib/query/names";
import { overviewFrame } from "@/lib/query/overview/frame";
import type { CostQuery } from "@/lib/query/spec";
import { askSpend } from "@/lib/query/spend";
import { BreakdownTable } from "./breakdown-table";
import { Figures, periodText } from "./figures";
import { type ExploreView, exploreHref } from "./href";

type Props = { scope: Scope; query: CostQuery; view: ExploreView; today: Day };

/** The answer: the figures, the picture, the table. */
export async function ExploreAnswer({ scope, query, view, today }: Props) {
  const answered = await answerOrRefusal(scope, query, today);
  if ("refusal" in answered)
    return (
      <Callout tone="warn" title="This question has no answer" live>
        {answered.refusal}
      </Callout>
    );

  const { stacks, totals, includes, begins } = answered;
  const stack = stacks.find(({ currency }) => currency === view.currency) ?? stacks[0];
  const note = includes.find(({ currency }) => currency === stack?.currency);
  if (!stack || !note) return <NothingFound query={query} view={view} />;

  const broken = breakdown(totals, query, stack.currency);
  const slots = await seriesColors(scope, query.groupBy, stack.series);
  const title = `${metricLabels[query.metric]}${query.groupBy.length > 0 ? ` by ${groupNames(query)}` : ""}`;
  return (
    <>
      <Figures breakdown={broken} query={query} begins={begins} />
      <ChartView
        id="spend-chart"
        title={title}
        data={columnData(stack, slots, `${title}, ${periodText(query.period)}, in ${stack.currency}`)}
        table={<StackTable stack={stack} caption={title} />}
        note={<IncludesNote includes={note} />}
      />
      <section aria-label="Every name" className="mt-10">
        <BreakdownTable breakdown={broken} query={query} view={view} />
      </section>
    </>
  );
}

async function answerOrRefusal(scope: Scope, query: CostQuery, today: Day) {
  try {
    const [spend, includes, frame] = await Promise.all([
      askSpend(scope, { query, today }),
      includesOf(scope, query),
      overviewFrame(scope, today),
    ]);
    return { ...spend, includes, begins: frame?.begins ?? null };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.message };
    throw error;
  }
}

function NothingFound({ query, view }: { query: CostQuery; view: ExploreView }) {
  return (
    <EmptyState icon={<SearchX aria-hidden />} title="No charges match this question">
      <p>
        {`Nothing was charged in ${periodText(query.period)} that passes the filters. `}
        {query.where.length > 0 && <Link href={exploreHref({ ...query, where: [] }, view)}>Remove the filters</Link>}
      </p>
    </EmptyState>
  );
}

function groupNames({ groupBy }: CostQuery): string {
  return groupBy.map((name) => dimensionLabel(name).toLowerCase()).join(" and ");
}
