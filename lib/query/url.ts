import type { z } from "zod";
import { DomainError } from "../errors";
import { metrics } from "../focus/charge";
import { addDays, type Day, isDay, type Period } from "../focus/period";
import { previousPeriod, yearBefore } from "./comparison";
import { escaped, shortened, splitEscaped, unescaped } from "./escape";
import { type Dimension, fixedDimensions, grains, isDimension, type Operator, operators } from "./names";
import { type Condition, CostQuery } from "./spec";

/** What Next and URL both give; a page may have parameters of its own beside the question's. */
export type UrlParams = URLSearchParams | Record<string, string | string[] | undefined>;

/** Reads a question from a URL or refuses with a sentence that says what to change; by default the last 90 days, by day. */
export function queryFromUrl(params: UrlParams, today: Day): CostQuery {
  const to = single(params, "to") ?? addDays(today, 1);
  const period = { from: single(params, "from") ?? (isDay(to) ? addDays(to, -90) : to), to };
  const read = CostQuery.safeParse({
    period,
    grain: oneOf(grains, single(params, "granularity") ?? "day", "granularity"),
    groupBy: groupsFrom(single(params, "groupBy") ?? ""),
    where: every(params, "where").map(conditionFrom),
    metric: oneOf(metrics, single(params, "metric") ?? "billed", "metric"),
    compare: comparisonFrom(single(params, "compare"), period),
  });
  if (read.success) return read.data;
  throw new DomainError("invalid", sentence(read.error));
}

/** The URL that asks this question again; its parameters read in the same order every time. */
export function urlFromQuery({ period, grain, groupBy, metric, where, compare }: CostQuery): URLSearchParams {
  const params = new URLSearchParams({ from: period.from, to: period.to, granularity: grain });
  if (groupBy.length > 0) params.set("groupBy", groupBy.map((name) => escaped(name, ",")).join(","));
  params.set("metric", metric);
  for (const condition of where) params.append("where", conditionText(condition));
  if (compare) params.set("compare", `${compare.from}..${compare.to}`);
  return params;
}

/** One condition as it stands in a URL: `service:in:Amazon EC2,Amazon S3`. */
export function conditionText({ dimension, operator, values }: Condition): string {
  const start = `${escaped(dimension, ",:")}:${operator}`;
  return operator === "absent" ? start : `${start}:${values.map((value) => escaped(value, ",")).join(",")}`;
}

function single(params: UrlParams, name: string): string | undefined {
  const [first, second] = every(params, name);
  if (second === undefined) return first;
  throw new DomainError("invalid", `${name} stands more than once in the URL.`);
}

function every(params: UrlParams, name: string): string[] {
  if (params instanceof URLSearchParams) return params.getAll(name);
  return [params[name] ?? []].flat();
}

function oneOf<Name extends string>(names: readonly Name[], text: string, parameter: string): Name {
  const found = names.find((name) => name === text);
  if (found) return found;
  throw new DomainError("invalid", `${parameter} is one of ${names.join(", ")}; "${shortened(text)}" is not.`);
}

function groupsFrom(text: string): Dimension[] {
  return text === "" ? [] : splitEscaped(text, ",").map((name) => knownDimension(name));
}

function knownDimension(name: string): Dimension {
  if (isDimension(name)) return name;
  const known = `${fixedDimensions.join(", ")} or tag.<key>`;
  throw new DomainError("invalid", `Unknown dimension "${shortened(name)}". Known: ${known}.`);
}

function conditionFrom(text: string): Condition {
  const { name, operator, rest } = partsOf(text);
  const dimension = knownDimension(unescaped(name));
  const values = rest === undefined || (operator === "absent" && rest === "") ? [] : splitEscaped(rest, ",");
  return { dimension, operator, values };
}

/** Tag keys may hold colons, so the dimension ends at the first colon that an operator follows. */
function partsOf(text: string): { name: string; operator: Operator; rest: string | undefined } {
  for (let colon = nextColon(text, 0); colon > 0; colon = nextColon(text, colon + 1)) {
    const operator = operators.find((each) => isWordAt(text, each, colon + 1));
    if (!operator) continue;
    const end = colon + 1 + operator.length;
    return { name: text.slice(0, colon), operator, rest: end < text.length ? text.slice(end + 1) : undefined };
  }
  throw new DomainError(
    "invalid",
    `where reads dimension:operator:value with one of ${operators.join(", ")}; "${shortened(text)}" does not.`,
  );
}

function nextColon(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === ":") return at;
  }
  return -1;
}

function isWordAt(text: string, word: string, at: number): boolean {
  return text.startsWith(word, at) && [":", undefined].includes(text[at + word.length]);
}

function comparisonFrom(text: string | undefined, period: Period): Period | undefined {
  if (text === undefined || text === "") return undefined;
  if (isDay(period.from) && isDay(period.to)) {
    if (text === "previous") return previousPeriod(period);
    if (text === "year") return yearBefore(period);
  }
  const [from, to, more] = text.split("..");
  if (from !== undefined && to !== undefined && more === undefined) return { from, to };
  throw new DomainError("invalid", "compare is previous, year, or a period such as 2026-10-01..2026-11-01.");
}

const parameterOf: Record<string, string> = { period: "from and to", grain: "granularity" };

function sentence(error: z.ZodError<CostQuery>): string {
  const [issue] = error.issues;
  const [first = "", second] = issue?.path ?? [];
  if (first === "period" && second !== undefined) return `${String(second)}: ${issue?.message}`;
  if (first === "where" && typeof second === "number") return `where (condition ${second + 1}): ${issue?.message}`;
  return `${parameterOf[String(first)] ?? String(first)}: ${issue?.message}`;
}
