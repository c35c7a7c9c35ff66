import { SearchX } from "lucide-react";
import Link from "next/link";
import { ExploreChart } from "@/components/charts/explore-chart";
import { StackTable } from "@/components/charts/stack-table";
import { IncludesNote } from "@/components/includes-note";
import { EmptyState } from "@/components/ui/empty-state";
import { breakdown } from "@/lib/query/breakdown";
import { type Exploration, explorationSearch } from "@/lib/query/exploration";
import { type Answered, answered } from "./answered";
import { ChartSwitch } from "./chart-switch";
import type { Seen } from "./drawing-of";
import { Figures } from "./figures";
import { exploreHref, whyHref } from "./href";
import { orRefusal } from "./or-refusal";
import { daysText } from "./period-picker";
import { type Refusal, RefusalNote } from "./refusal";
import { drawingWords } from "./says";
import { TablePart } from "./table/table-part";
import { chartTitle } from "./title";
import { ToldPart } from "./told/told-part";
import { Waited } from "./waited";

/** The answer: the figures, the picture, the table. */
export function ExploreAnswer(seen: Seen) {
  return (
    <Waited
      scope={seen.scope}
      part="table"
      search={explorationSearch(seen.exploration)}
      work={(asking) => orRefusal(answered(seen, asking))}
      show={(found) => <Shown seen={seen} found={found} />}
    />
  );
}

function Shown({ seen, found }: { seen: Seen; found: Answered | Refusal | null }) {
  if (found === null) return <NothingFound exploration={seen.exploration} />;
  if ("refusal" in found) return <RefusalNote {...found} title="This question has no answer" />;
  const { stack, totals, includes, table, drawing, told, begins } = found;
  const { question, query, view } = seen.exploration;
  const title = chartTitle(seen);
  return (
    <>
      <Figures
        breakdown={breakdown(totals, query, stack.currency)}
        query={query}
        begins={begins}
        whyHref={whyHref(question, view)}
      />
      <ExploreChart
        id="explore-chart"
        title={title}
        period={`${daysText(query.period)}, ${stack.currency}`}
        drawing={drawing}
        table={<StackTable stack={stack} caption={title} />}
        note={<IncludesNote includes={includes} />}
        below={<ToldPart told={told} period={query.period} mayWrite={seen.scope.role !== "viewer"} />}
        switches={<ChartSwitch question={question} view={view} />}
        says={drawingWords(drawing)}
      />
      <TablePart table={table} exploration={seen.exploration} />
    </>
  );
}

function NothingFound({ exploration: { question, query, view } }: { exploration: Exploration }) {
  const filtered = question.where.length + question.exclude.length > 0;
  return (
    <EmptyState icon={<SearchX aria-hidden />} title="No charges match this question">
      <p>
        {`Nothing was charged in ${daysText(query.period)}${filtered ? " that passes the filters" : ""}. `}
        {filtered && <Link href={exploreHref({ ...question, where: [], exclude: [] }, view)}>Remove the filters</Link>}
      </p>
    </EmptyState>
  );
}
