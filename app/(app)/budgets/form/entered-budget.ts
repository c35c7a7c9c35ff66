import type { z } from "zod";
import { pastedAmounts } from "@/lib/budgets/pasted";
import { NewBudget } from "@/lib/budgets/spec";
import { DomainError } from "@/lib/errors";
import { isBare } from "@/lib/focus/dimension";
import { addDays, type Day, isDay } from "@/lib/focus/period";
import { conditionFrom } from "@/lib/query/params";
import {
  conditionField,
  type FormValues,
  MOST_CONDITIONS,
  MOST_THRESHOLDS,
  planField,
  thresholdField,
} from "./field-names";

type Fields = Record<string, string[]>;
export type Entered = { budget: NewBudget } | { fields: Fields };

/** The budget that the form's fields say, or what is wrong with which of them. */
export function enteredBudget(values: FormValues): Entered {
  const rows = thresholdRows(values);
  const conditions = enteredConditions(values);
  if ("fields" in conditions) return conditions;
  const read = NewBudget.safeParse({
    name: values.name ?? "",
    where: conditions.where,
    metric: values.metric,
    includes: Object.fromEntries(switches.map((name) => [name, `include.${name}` in values])),
    currency: values.currency ?? "",
    every: values.every,
    calendar: {
      kind: values.calendar,
      firstMonth: Number(values.firstMonth ?? 1),
      weekStart: Number(values.weekStart ?? 1),
      pattern: values.pattern,
    },
    startsOn: orNull(values.startsOn),
    endsOn: endOf(values.lastDay),
    timeZone: values.timeZone?.trim() || "UTC",
    amount: enteredAmount(values),
    rollsOver: "rollsOver" in values && values.every !== "once",
    thresholds: rows.map(({ kind, unit, value }) => ({ kind, unit, value })),
    parentId: orNull(values.parentId),
    owner: orNull(values.owner),
    recipients: (values.recipients ?? "").split(/[\s,;]+/).filter((each) => each !== ""),
    escalation: orNull(values.escalation),
  });
  if (read.success) return { budget: read.data };
  return {
    fields: byField(
      read.error.issues,
      rows.map(({ index }) => index),
      enteredPlan(values).map(({ from }) => from),
    ),
  };
}

const switches = ["credits", "tax", "refunds", "support"] as const;

const orNull = (text: string | undefined) => text?.trim() || null;

/** People name the last day; a period ends with the day after it. */
function endOf(lastDay: string | undefined): Day | null {
  const day = orNull(lastDay);
  return day !== null && isDay(day) ? addDays(day, 1) : day;
}

function thresholdRows(values: FormValues) {
  return Array.from({ length: MOST_THRESHOLDS }, (_, index) => {
    const kind = values[thresholdField(index, "kind")] ?? "actual";
    const unit = values[thresholdField(index, "unit")] ?? "percent";
    const fitting = kind === "run_rate" ? "days" : kind === "probability" ? "percent" : unit;
    return { index, kind, unit: fitting, value: (values[thresholdField(index, "value")] ?? "").trim() };
  }).filter(({ value }) => value !== "");
}

/** The conditions that stayed checked, and the one that is being added. */
export function enteredConditions(
  values: FormValues,
): { where: ReturnType<typeof conditionFrom>[] } | { fields: Fields } {
  const kept = Array.from({ length: MOST_CONDITIONS }, (_, index) => values[conditionField(index)]);
  try {
    const where = kept.filter((text) => text !== undefined).map(conditionFrom);
    const added = addedCondition(values);
    return { where: added ? [...where, added] : where };
  } catch (error) {
    if (error instanceof DomainError) return { fields: { "add.values": [error.message] } };
    throw error;
  }
}

function addedCondition(values: FormValues): ReturnType<typeof conditionFrom> | null {
  const [dimension, operator, text] = [values["add.dimension"], values["add.operator"] ?? "eq", values["add.values"]];
  const list = (text ?? "").trim();
  if (!dimension || (list === "" && operator !== "absent" && operator !== "present")) return null;
  const made = conditionFrom(`${dimension.replace(/[\\,:]/g, "\\$&")}:${operator}${list === "" ? "" : `:${list}`}`);
  if (isBare(made.operator)) return { ...made, values: [] };
  const trimmed = made.values.map((value) => value.trim()).filter((value) => value !== "");
  if (trimmed.length < 2) return { ...made, values: trimmed };
  const several = made.operator === "eq" ? "in" : made.operator === "ne" ? "notin" : made.operator;
  return { ...made, operator: several, values: trimmed };
}

function enteredAmount(values: FormValues): unknown {
  const amount = (values.amount ?? "").trim();
  switch (values.mode) {
    case "planned":
      return { mode: "planned", amounts: enteredPlan(values) };
    case "growing":
      return {
        mode: "growing",
        amount,
        since: values.since ?? "",
        percent: values.percent?.trim() || "0",
        each: values.each,
      };
    case "history":
      return { mode: "history", periods: Number(values.periods), percent: values.percent?.trim() || "0" };
    case "forecast":
      return { mode: "forecast", percent: values.percent?.trim() || "0" };
    default:
      return { mode: "fixed", amount };
  }
}

/** The fields of the grid, and a pasted column from the first of them on. */
function enteredPlan(values: FormValues): { from: string; amount: string }[] {
  const days = Object.keys(values)
    .filter((name) => name.startsWith(planField("")))
    .map((name) => name.slice(planField("").length))
    .sort();
  const pasted = values.planText?.trim() ? pastedAmounts(values.planText.trim()) : [];
  return days
    .map((from, index) => ({ from, amount: pasted[index] || (values[planField(from)] ?? "").trim() }))
    .filter(({ amount }) => amount !== "");
}

function byField(issues: z.core.$ZodIssue[], rows: number[], plan: string[]): Fields {
  const fields: Fields = {};
  for (const { path, message } of issues) {
    const planned = path[1] === "amounts" ? plan[Number(path[2])] : undefined;
    const name = planned === undefined ? fieldOf(path, rows) : planField(planned);
    fields[name] = [...(fields[name] ?? []), message];
  }
  return fields;
}

const fieldNames: Record<string, string> = { endsOn: "lastDay", where: "add.values", includes: "include.credits" };

function fieldOf([first, second]: PropertyKey[], rows: number[]): string {
  const name = String(first);
  if (name === "thresholds") {
    return typeof second === "number" ? thresholdField(rows[second] ?? second, "value") : "thresholds";
  }
  if (name === "calendar") return String(second);
  if (name === "amount") return second === "amounts" ? "plan" : String(second ?? "amount");
  return fieldNames[name] ?? name;
}
