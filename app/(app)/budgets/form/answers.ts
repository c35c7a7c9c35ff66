import type { FormState } from "@/app/form-action";
import { DomainError } from "@/lib/errors";
import { conditionText } from "@/lib/query/condition-text";
import { enteredConditions } from "./entered-budget";
import { conditionField, type FormValues } from "./field-names";

/** What was typed, without files. */
export function textsOf(input: Record<string, unknown>): FormValues {
  const texts = Object.entries(input).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return Object.fromEntries(texts.filter(([name]) => name !== "intent"));
}

/** The form again, with the condition that was added among those that count. */
export function withCondition(values: FormValues): FormState {
  const entered = enteredConditions(values);
  if ("fields" in entered) return { fields: entered.fields, typed: values };
  const others = Object.entries(values).filter(([name]) => !name.startsWith("where.") && name !== "add.values");
  const conditions = entered.where.map((condition, index) => [conditionField(index), conditionText(condition)]);
  return { typed: Object.fromEntries([...others, ...conditions]) };
}

/** A refusal that knows its fields stands beside them. */
export async function besideFields<Saved extends object>(
  typed: FormValues,
  save: () => Promise<Saved>,
): Promise<Saved | (FormState & { typed: FormValues })> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof DomainError) || !("fields" in error)) throw error;
    return { fields: error.fields as Record<string, string[]>, typed };
  }
}
