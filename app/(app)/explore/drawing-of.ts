import { columnData, type Named } from "@/components/charts/column-data";
import type { Drawing } from "@/components/charts/drawing";
import type { Scope } from "@/lib/auth/scope";
import type { CostAnswers, CostRow } from "@/lib/query/answer";
import type { Asking } from "@/lib/query/asking";
import { breakdown } from "@/lib/query/breakdown";
import type { Calendar } from "@/lib/query/calendar";
import { seriesColors } from "@/lib/query/colors";
import type { Exploration } from "@/lib/query/exploration";
import { figuredStack } from "@/lib/query/figures";
import { comparisonOf } from "@/lib/query/period-choice";
import { askCosts } from "@/lib/query/run";
import { bridge } from "@/lib/query/shapes/bridge";
import { pareto } from "@/lib/query/shapes/pareto";
import { runningTotals } from "@/lib/query/shapes/running";
import { weeksOf } from "@/lib/query/shapes/weekdays";
import type { CostQuery } from "@/lib/query/spec";
import { type Stack, stacks } from "@/lib/query/stack";
import { narrowed } from "./drill";
import { exploreHref } from "./href";
import { daysText } from "./period-picker";

const MOST_BARS = 20;
const MOST_STEPS = 10;
const MOST_MEMBERS = 60;

export type Seen = { scope: Scope; exploration: Exploration; calendar: Calendar };
type Asked = { stack: Stack; totals: CostAnswers; label: string; asking: Asking };

/** What the chart of the view draws of the answer; what it needs beyond the answer is asked here. */
export async function drawingOf(seen: Seen, asked: Asked): Promise<Drawing> {
  const { query, view } = seen.exploration;
  const { stack, totals, label } = asked;
  const { currency } = stack;
  const hrefOf = linkOf(seen.exploration);
  switch (view.chart) {
    case "heatmap":
      return { kind: "heatmap", label, currency, weeks: weeksOf(await byDay(seen, asked)) };
    case "pareto": {
      const { bars, ...rest } = pareto(breakdown(totals, query, currency).rows, MOST_BARS);
      const linked = bars.map(({ keys, ...bar }) => ({ ...bar, href: bar.id === "other" ? undefined : hrefOf(keys) }));
      return { kind: "pareto", label, currency, bars: linked, ...rest };
    }
    case "waterfall": {
      const steps = bridge(breakdown(...(await compared(seen, asked)), currency), MOST_STEPS);
      const linked = steps.map(({ keys, ...step }) => ({ ...step, href: hrefOf(keys) }));
      return { kind: "waterfall", label, currency, steps: linked };
    }
    case "cumulative":
      return { kind: "cumulative", data: await cumulativeData(seen, asked) };
    default:
      return { kind: view.chart, data: await seriesData(seen, asked) };
  }
}

/** The period that the view compares with even where the question names none. */
export function comparison({ question, query }: Exploration, calendar: Calendar): NonNullable<CostQuery["compare"]> {
  return query.compare ?? comparisonOf("previous", question.period, calendar);
}

function linkOf({ question, view }: Exploration) {
  return (keys: CostRow["keys"] | null): string | undefined => {
    const inside = keys && narrowed(question, keys);
    return inside ? exploreHref(inside, { ...view, rows: undefined }) : undefined;
  };
}

async function seriesData({ scope, exploration }: Seen, { stack, label }: Asked) {
  const { query, view } = exploration;
  const slots = await seriesColors(scope, query.groupBy, stack.series);
  const isShare = view.figures === "share";
  const data = columnData(isShare ? stack : figuredStack(stack, view.figures), slots, label);
  const hrefOf = linkOf(exploration);
  const series = data.series.map((each, place) => {
    const { keys = null, members = [] } = stack.series[place] ?? {};
    const named = members
      .slice(0, MOST_MEMBERS)
      .map((member): Named => ({ id: member.id, label: member.label, total: member.total, href: hrefOf(member.keys) }));
    return { ...each, href: hrefOf(keys), ...(named.length > 0 && { members: named }) };
  });
  return { ...data, series, ...(isShare && { shares: true }) };
}

async function cumulativeData({ scope, exploration, calendar }: Seen, { stack, label, asking }: Asked) {
  const { query } = exploration;
  const period = comparison(exploration, calendar);
  const { compare: _compared, ...alone } = { ...query, period, groupBy: [] };
  const earlier = stacks(await askCosts(scope, alone, asking), { query: alone, today: calendar.today });
  const before = earlier.find(({ currency }) => currency === stack.currency) ?? null;
  const running = runningTotals(stack, before);
  const data = columnData(stack, {}, label);
  const now = {
    ...{ id: "now", label: daysText(query.period), total: stack.total },
    ...{ mark: { kind: "plain" as const }, amounts: running.now },
  };
  const then = {
    ...{ id: "before", label: daysText(period), total: before?.total ?? "0" },
    ...{ mark: { kind: "other" as const }, amounts: running.before },
  };
  return { ...data, series: [now, then], totals: running.now };
}

async function compared(
  { scope, exploration, calendar }: Seen,
  { totals, asking }: Asked,
): Promise<[CostAnswers, CostQuery]> {
  const { query } = exploration;
  if (totals.compared) return [totals, query];
  const asked: CostQuery = { ...query, grain: "total", compare: comparison(exploration, calendar) };
  return [await askCosts(scope, asked, asking), asked];
}

async function byDay({ scope, calendar, exploration: { query } }: Seen, { stack, asking }: Asked) {
  if (query.grain === "day") return stack;
  const { compare: _compared, ...alone } = query;
  const daily: CostQuery = { ...alone, grain: "day", groupBy: [] };
  const found = stacks(await askCosts(scope, daily, asking), { query: daily, today: calendar.today });
  return found.find((each) => each.currency === stack.currency) ?? { buckets: [], totals: [] };
}
