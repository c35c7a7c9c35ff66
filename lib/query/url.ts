import type { z } from "zod";
import { DomainError } from "../errors";
import { metrics } from "../focus/charge";
import { addDays, type Day, isDay } from "../focus/period";
import type { Calendar } from "./calendar";
import { conditionText } from "./condition-text";
import { escaped, shortened } from "./escape";
import { excludables, grains } from "./names";
import { conditionFrom, every, knownDimension, listed, oneOf, single, type UrlParams } from "./params";
import { type ComparisonChoice, type PeriodChoice, periodOf, periodPresets, relativePeriod } from "./period-choice";
import { type Question, queryOf, questionOf } from "./question";
import { CostQuery } from "./spec";

/** A question that was understood: as it was put, and what it means today. */
export type Asked = { question: Question; query: CostQuery };

/** Reads a question from a URL or refuses with a sentence that says what to change; by default the last 90 days, by day. */
export function questionFromUrl(params: UrlParams, calendar: Calendar): Asked {
  const yearStart = yearStartFrom(single(params, "yearStart"));
  const currency = single(params, "currency");
  const question: Question = {
    period: periodFrom(params, calendar.today),
    grain: oneOf(grains, single(params, "granularity") ?? "day", "granularity"),
    groupBy: listed(single(params, "groupBy"), knownDimension),
    where: every(params, "where").map(conditionFrom),
    metric: oneOf(metrics, single(params, "metric") ?? "billed", "metric"),
    compare: comparisonFrom(single(params, "compare")),
    exclude: [...new Set(listed(single(params, "exclude"), (name) => oneOf(excludables, name, "exclude")))],
    ...(yearStart && { yearStart }),
    ...(currency && { currency }),
  };
  const unknown = [question.period, question.compare].some((span) => isOfNoDays(span));
  const read = CostQuery.safeParse(unknown ? asTyped(question, calendar) : queryOf(question, calendar));
  if (read.success) return { question, query: read.data };
  throw new DomainError("invalid", sentence(read.error));
}

/** The CostQuery that a URL means today. */
export function queryFromUrl(params: UrlParams, today: Day, yearStart = 1): CostQuery {
  return questionFromUrl(params, { today, yearStart }).query;
}

/** The URL that puts this question again; its parameters stand in the same order every time. */
export function urlFromQuestion(question: Question): URLSearchParams {
  const { period, grain, groupBy, metric, where, exclude, compare, yearStart, currency } = question;
  const params = new URLSearchParams("relative" in period ? { period: period.relative } : period);
  params.set("granularity", grain);
  if (groupBy.length > 0) params.set("groupBy", groupBy.map((name) => escaped(name, ",")).join(","));
  params.set("metric", metric);
  for (const condition of where) params.append("where", conditionText(condition));
  if (exclude.length > 0) params.set("exclude", exclude.join(","));
  if (compare) params.set("compare", typeof compare === "string" ? compare : `${compare.from}..${compare.to}`);
  if (yearStart) params.set("yearStart", String(yearStart));
  if (currency) params.set("currency", currency);
  return params;
}

/** The URL that asks for these days again, whatever day it is. */
export function urlFromQuery(query: CostQuery): URLSearchParams {
  return urlFromQuestion(questionOf(query));
}

function periodFrom(params: UrlParams, today: Day): PeriodChoice {
  const word = single(params, "period");
  const [from, to] = [single(params, "from"), single(params, "to")];
  if (word === undefined || word === "")
    return from === undefined && to === undefined ? unasked : days(from, to, today);
  if (from !== undefined || to !== undefined) {
    throw new DomainError("invalid", "Say either period, or from and to.");
  }
  const relative = relativePeriod(word);
  if (relative) return { relative };
  const known = periodPresets.map((preset) => preset.relative).join(", ");
  throw new DomainError(
    "invalid",
    `period is one of ${known}, or last-<n>-days, -weeks, -months, -complete-days, -complete-weeks or -complete-months; "${shortened(word)}" is not.`,
  );
}

const unasked: PeriodChoice = { relative: "last-90-days" };

function days(from: string | undefined, to = "", today: Day): PeriodChoice {
  const end = to === "" && from !== undefined ? addDays(today, 1) : to;
  return { from: from ?? (isDay(end) ? addDays(end, -90) : end), to: end };
}

function comparisonFrom(text: string | undefined): ComparisonChoice | null {
  if (text === undefined || text === "") return null;
  if (text === "previous" || text === "year") return text;
  const [from, to, more] = text.split("..");
  if (from !== undefined && to !== undefined && more === undefined) return { from, to };
  throw new DomainError("invalid", "compare is previous, year, or a period such as 2026-10-01..2026-11-01.");
}

function yearStartFrom(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  if (/^([1-9]|1[0-2])$/.test(text)) return Number(text);
  throw new DomainError("invalid", "yearStart is the first month of the fiscal year, 1 to 12.");
}

function isOfNoDays(span: PeriodChoice | ComparisonChoice | null): boolean {
  return span !== null && typeof span === "object" && "from" in span && !(isDay(span.from) && isDay(span.to));
}

/** Days that are none cannot be counted from; the spec says what is wrong with them. */
function asTyped(
  { period, compare, exclude: _short, yearStart: _own, currency: _any, ...rest }: Question,
  calendar: Calendar,
): unknown {
  return { ...rest, period: periodOf(period, calendar), ...(typeof compare === "object" && compare && { compare }) };
}

const parameterOf: Record<string, string> = { period: "from and to", grain: "granularity" };

function sentence(error: z.ZodError<CostQuery>): string {
  const [issue] = error.issues;
  const [first = "", second] = issue?.path ?? [];
  if (first === "period" && second !== undefined) return `${String(second)}: ${issue?.message}`;
  if (first === "where" && typeof second === "number") return `where (condition ${second + 1}): ${issue?.message}`;
  return `${parameterOf[String(first)] ?? String(first)}: ${issue?.message}`;
}
