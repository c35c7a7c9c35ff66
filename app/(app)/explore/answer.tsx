import { SearchX } from "lucide-react";
import Link from "next/link";
import { ExploreChart } from "@/components/charts/explore-chart";
import { StackTable } from "@/components/charts/stack-table";
import { IncludesNote } from "@/components/includes-note";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { DomainError } from "@/lib/errors";
import { breakdown } from "@/lib/query/breakdown";
import type { Exploration } from "@/lib/query/exploration";
import { includesOf } from "@/lib/query/includes";
import { dimensionLabel, metricLabels } from "@/lib/query/names";
import { overviewFrame } from "@/lib/query/overview/frame";
import { notes } from "@/lib/query/saved/notes";
import type { CostQuery } from "@/lib/query/spec";
import { askSpend } from "@/lib/query/spend";
import { askTable } from "@/lib/query/table";
import { tableQuery } from "@/lib/query/table-query";
import { ChartSwitch } from "./chart-switch";
import { comparison, drawingOf, type Seen } from "./drawing-of";
import { Figures } from "./figures";
import { exploreHref, whyHref } from "./href";
import { NotesPart } from "./notes/notes-part";
import { daysText } from "./period-picker";
import { drawingWords } from "./says";
import { TablePart } from "./table/table-part";

/** The answer: the figures, the picture, the table. */
export async function ExploreAnswer(seen: Seen) {
  const answered = await answerOrRefusal(seen);
  if ("refusal" in answered)
    return (
      <Callout tone="warn" title="This question has no answer" live>
        {answered.refusal}
      </Callout>
    );

  const { stacks, totals, includes, begins, tables, told } = answered;
  const { question, query, view } = seen.exploration;
  const wanted = view.currency ?? query.currency;
  const stack = stacks.find(({ currency }) => currency === wanted) ?? stacks[0];
  const note = includes.find(({ currency }) => currency === stack?.currency);
  const table = tables.find(({ currency }) => currency === stack?.currency);
  if (!stack || !note || !table) return <NothingFound exploration={seen.exploration} />;

  const title = chartTitle(seen);
  const days = daysText(query.period);
  const drawing = await drawingOf(seen, { stack, totals, label: `${title}, ${days}, in ${stack.currency}` });
  if ("data" in drawing) drawing.data.annotations = told.map(({ day, text }) => ({ day, label: text, kind: "note" }));
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
        period={`${days}, ${stack.currency}`}
        drawing={drawing}
        table={<StackTable stack={stack} caption={title} />}
        note={<IncludesNote includes={note} />}
        below={<NotesPart notes={told} period={query.period} mayWrite={seen.scope.role !== "viewer"} />}
        switches={<ChartSwitch question={question} view={view} />}
        says={drawingWords(drawing)}
      />
      <TablePart table={table} exploration={seen.exploration} />
    </>
  );
}

async function answerOrRefusal({ scope, exploration: { query, view }, calendar: { today } }: Seen) {
  try {
    const [spend, includes, frame, tables, told] = await Promise.all([
      askSpend(scope, { query, today, top: view.top }),
      includesOf(scope, query),
      overviewFrame(scope, today),
      askTable(scope, { query: tableQuery(query), today }),
      notes(scope, query.period),
    ]);
    return { ...spend, includes, tables, told, begins: frame?.begins ?? null };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.message };
    throw error;
  }
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

/** What a chart is called: which cost, by which names, and what is shown of it. */
function chartTitle({ exploration, calendar }: Seen): string {
  const { query, view } = exploration;
  const by = query.groupBy.length > 0 ? ` by ${groupNames(query)}` : "";
  const metric = metricLabels[query.metric];
  if (view.chart === "waterfall") return `Change${by} since ${daysText(comparison(exploration, calendar))}`;
  if (view.chart === "cumulative") return `${metric}, sum so far`;
  if (view.chart === "heatmap") return `${metric} by weekday and week`;
  const figures = {
    amount: "",
    cumulative: ", sum so far",
    share: ", share of the total",
    "per-day": ", average per day",
  };
  return `${metric}${by}${["column", "line", "area"].includes(view.chart) ? figures[view.figures] : ""}`;
}

function groupNames({ groupBy }: CostQuery): string {
  return groupBy
    .map((name) => dimensionLabel(name).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()))
    .join(" and ");
}
