import { conditionText } from "@/lib/query/condition-text";
import type { Exploration } from "@/lib/query/exploration";
import type { Question } from "@/lib/query/question";
import { comparisonText } from "./choices";
import { exploreHref } from "./href";

type Part = "period" | "shape" | "exclude";

/** What a form of a part of the question does not show but must not lose; `edits` names what it does show. */
export function KeptFields({ question, view, edits }: Pick<Exploration, "question" | "view"> & { edits: Part | null }) {
  return (
    <>
      {viewFields(question, view).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name="metric" value={question.metric} />
      {question.currency && <input type="hidden" name="currency" value={question.currency} />}
      {question.yearStart && <input type="hidden" name="yearStart" value={question.yearStart} />}
      {question.where.map((condition) => (
        <input key={conditionText(condition)} type="hidden" name="where" value={conditionText(condition)} />
      ))}
      {edits !== "period" && <PeriodFields period={question.period} />}
      {edits !== "shape" && <ShapeFields question={question} />}
      {edits !== "exclude" && question.exclude.length > 0 && (
        <input type="hidden" name="exclude" value={question.exclude.join(",")} />
      )}
    </>
  );
}

/** As they stand in the page's own address, without the table's length: another question begins at the top. */
function viewFields(question: Question, view: Exploration["view"]): [string, string][] {
  const params = new URL(exploreHref(question, view), "http://outlay").searchParams;
  return ["chart", "figures", "top", "sort", "show"].flatMap((name): [string, string][] => {
    const value = params.get(name);
    return value === null ? [] : [[name, value]];
  });
}

function PeriodFields({ period }: { period: Question["period"] }) {
  if ("relative" in period) return <input type="hidden" name="period" value={period.relative} />;
  return (
    <>
      <input type="hidden" name="from" value={period.from} />
      <input type="hidden" name="to" value={period.to} />
    </>
  );
}

function ShapeFields({ question }: { question: Question }) {
  return (
    <>
      <input type="hidden" name="by" value="" />
      {question.groupBy.map((name) => (
        <input key={name} type="hidden" name="by" value={name} />
      ))}
      <input type="hidden" name="granularity" value={question.grain} />
      <input type="hidden" name="compare" value={comparisonText(question.compare)} />
    </>
  );
}
