import { redirect } from "next/navigation";
import { DomainError } from "@/lib/errors";
import { isBare, isDimension, operators } from "@/lib/focus/dimension";
import { addDays, isDay } from "@/lib/focus/period";
import type { Calendar } from "@/lib/query/calendar";
import { conditionText } from "@/lib/query/condition-text";
import { type Exploration, explorationFromUrl } from "@/lib/query/exploration";
import type { Operator } from "@/lib/query/names";
import { exploreHref } from "./href";

export type ExploreParams = Record<string, string | string[] | undefined>;
export type Asked = Exploration | { refusal: string };

const DEFAULT_GROUP = "service";

/** The question in the page's address. What its forms send is first turned into such an address. */
export function askedExploration(params: ExploreParams, calendar: Calendar): Asked {
  try {
    const exploration = explorationFromUrl({ groupBy: DEFAULT_GROUP, ...addressOf(params) }, calendar);
    if (isFromForm(params)) redirect(exploreHref(exploration.question, exploration.view));
    return exploration;
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return { refusal: error.message };
    throw error;
  }
}

const formFields = ["last", "count", "beside", "versus", "by", "filter", "without", "form"];

function isFromForm(params: ExploreParams): boolean {
  return formFields.some((name) => params[name] !== undefined);
}

/** The forms name the last day instead of the end, a number and its unit, each grouping and each kind by itself, and a condition in three parts. */
function addressOf(params: ExploreParams): ExploreParams {
  const question: ExploreParams = { ...params };
  const last = one(params.last);
  if (last !== undefined) question.to = dayAfter(last);
  const count = one(params.count);
  if (count !== undefined) question.period = `last-${count}-${one(params.unit) ?? "days"}`;
  if (one(params.beside) !== undefined) question.compare = "previous";
  const versus = one(params.versus);
  if (versus !== undefined) question.compare = `${versus}..${dayAfter(one(params.versusLast) ?? versus)}`;
  if (params.form !== undefined) question.exclude = all(params.without).join(",");
  if (params.by !== undefined) question.groupBy = [...new Set(all(params.by))].join(",");
  if (params.filter !== undefined) question.where = [...all(params.where), addedCondition(params)];
  return question;
}

/** A day that is none stays as it is, to be told so. */
function dayAfter(last: string): string {
  return isDay(last) ? addDays(last, 1) : last;
}

/** As it stands in an address; what is wrong with it is told where addresses are read. */
function addedCondition(params: ExploreParams): string {
  const [dimension = "", operator = "eq"] = [params.filter, params.operator].map(one);
  const values = [params.value ?? []].flat();
  if (!isDimension(dimension) || !isOperator(operator)) return `${dimension}:${operator}:${values.join(",")}`;
  if (isBare(operator)) return conditionText({ dimension, operator, values: [] });
  return conditionText({ dimension, operator: fitting(operator, values.length), values });
}

/** "Is" of several values is "is one of". */
function fitting(operator: Operator, count: number): Operator {
  if (count < 2) return operator;
  return operator === "eq" ? "in" : operator === "ne" ? "notin" : operator;
}

function isOperator(name: string): name is Operator {
  return operators.some((known) => known === name);
}

function one(value: string | string[] | undefined): string | undefined {
  return [value].flat().at(-1);
}

function all(value: string | string[] | undefined): string[] {
  return [value ?? []].flat().filter((each) => each !== "");
}
