/** Names of the fields that there are several of. */
export const conditionField = (index: number) => `where.${index}`;
export const planField = (from: string) => `plan.${from}`;
export const thresholdField = (index: number, part: "kind" | "unit" | "value") => `threshold.${index}.${part}`;

export const MOST_THRESHOLDS = 10;
export const MOST_CONDITIONS = 20;

export type FormValues = Record<string, string>;
