import { redirect } from "next/navigation";
import { DomainError } from "@/lib/errors";
import { addDays, type Day, isDay } from "@/lib/focus/period";
import { isDimension, type Operator, operators } from "@/lib/query/names";
import type { CostQuery } from "@/lib/query/spec";
import { conditionText, queryFromUrl } from "@/lib/query/url";
import { type ExploreView, exploreHref } from "./href";

export type ExploreParams = Record<string, string | string[] | undefined>;
export type Asked = { query: CostQuery; view: ExploreView } | { refusal: string };

const DEFAULT_GROUP = "service";

/** The question in the page's address. What its forms send is first turned into such an address. */
export function askedQuestion(params: ExploreParams, today: Day): Asked {
  try {
    const query = queryFromUrl({ groupBy: DEFAULT_GROUP, ...questionOf(params) }, today);
    const view = viewOf(params);
    if (isFromForm(params)) redirect(exploreHref(query, view));
    return { query, view };
  } catch (error) {
    if (error instanceof DomainError && error.code === "invalid") return { refusal: error.message };
    throw error;
  }
}

function isFromForm(params: ExploreParams): boolean {
  return params.last !== undefined || params.by !== undefined || params.filter !== undefined;
}

/** The forms name the last day instead of the end, each grouping by itself, and a new condition in three parts. */
function questionOf(params: ExploreParams): ExploreParams {
  const question: ExploreParams = { ...params };
  const last = one(params.last);
  if (last !== undefined) question.to = isDay(last) ? addDays(last, 1) : last;
  if (params.by !== undefined) {
    question.groupBy = [...new Set([params.by].flat().filter((name) => name))].join(",");
  }
  if (params.filter !== undefined) question.where = [...[params.where ?? []].flat(), addedCondition(params)];
  return question;
}

/** As it stands in an address; what is wrong with it is told where addresses are read. */
function addedCondition(params: ExploreParams): string {
  const [dimension = "", operator = "eq", value = ""] = [params.filter, params.operator, params.value].map(one);
  if (!isDimension(dimension) || !isOperator(operator)) return `${dimension}:${operator}:${value}`;
  return conditionText({ dimension, operator, values: operator === "absent" ? [] : [value] });
}

function isOperator(name: string): name is Operator {
  return operators.some((known) => known === name);
}

function viewOf(params: ExploreParams): ExploreView {
  const currency = one(params.currency);
  return {
    currency: currency && /^[A-Z]{3}$/.test(currency) ? currency : undefined,
    rows: one(params.rows) === "all" ? "all" : undefined,
  };
}

function one(value: string | string[] | undefined): string | undefined {
  return [value].flat().at(-1);
}
