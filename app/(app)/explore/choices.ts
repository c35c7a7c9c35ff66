import { spanLabel } from "@/components/format";
import type { Choice } from "@/components/ui/select";
import { fixedDimensions } from "@/lib/focus/dimension";
import { addDays } from "@/lib/focus/period";
import { type Dimension, dimensionLabel, type Grain } from "@/lib/query/names";
import type { Question } from "@/lib/query/question";

export const grainChoices: { value: Grain; label: string }[] = [
  { value: "hour", label: "Hour" },
  { value: "day", label: "Day" },
  { value: "week", label: "Week" },
  { value: "month", label: "Month" },
  { value: "quarter", label: "Quarter" },
  { value: "year", label: "Year" },
  { value: "total", label: "Whole period" },
];

/** Every dimension, the tag keys after the fixed ones; one that is asked for is in the list even if it is unknown. */
export function dimensionChoices(tagKeys: string[], chosen?: Dimension): Choice[] {
  const tags = tagKeys.map((key): Dimension => `tag.${key}`);
  const all: Dimension[] = [...fixedDimensions, ...tags];
  if (chosen && !all.includes(chosen)) all.push(chosen);
  return all.map((value) => ({ value, label: dimensionLabel(value) }));
}

export function comparisonText(compare: Question["compare"]): string {
  if (compare === null) return "";
  return typeof compare === "string" ? compare : `${compare.from}..${compare.to}`;
}

export function comparisonChoices(compare: Question["compare"]): Choice[] {
  const choices = [
    { value: "", label: "Nothing" },
    { value: "previous", label: "The period before" },
    { value: "year", label: "The year before" },
  ];
  if (compare !== null && typeof compare !== "string") {
    choices.push({ value: comparisonText(compare), label: spanLabel(compare.from, addDays(compare.to, -1)) });
  }
  return choices;
}
