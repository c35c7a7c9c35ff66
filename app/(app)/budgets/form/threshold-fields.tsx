"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { ChoiceField } from "./choice-field";
import { type FormValues, MOST_THRESHOLDS, thresholdField } from "./field-names";
import { PartOfForm } from "./part-of-form";
import type { FormErrors } from "./scope-fields";

type Props = { values: FormValues; errors: FormErrors };

const kinds = [
  { value: "actual", label: "Spent reaches" },
  { value: "forecast", label: "Forecast exceeds" },
  { value: "probability", label: "Chance of ending over" },
  { value: "run_rate", label: "Spent within" },
];
const units = [
  { value: "percent", label: "% of the amount" },
  { value: "amount", label: "in money" },
  { value: "days", label: "days" },
];

/** When somebody is told: up to ten lines; one without a value says nothing. */
export function ThresholdFields({ values, errors }: Props) {
  const rows = Array.from({ length: MOST_THRESHOLDS }, (_, index) => index);
  const used = rows.filter((index) => values[thresholdField(index, "value")]).length;
  const [shown, setShown] = useState(Math.min(MOST_THRESHOLDS, Math.max(used, 1)));
  return (
    <PartOfForm
      title="When to tell"
      note="Each line is told once a period; of several crossed together only the most urgent. Empty a value to remove its line."
    >
      {errors.thresholds && <p className="text-bad text-xs">{errors.thresholds.join(" ")}</p>}
      <ol className="flex flex-col gap-3">
        {rows.map((index) => (
          <li key={index} data-conditional="" hidden={index >= shown}>
            <ThresholdRow index={index} values={values} errors={errors} />
          </li>
        ))}
      </ol>
      {shown < MOST_THRESHOLDS && (
        <Button onClick={() => setShown(shown + 1)} className="chart-picture self-start">
          <Plus aria-hidden />
          Another line
        </Button>
      )}
    </PartOfForm>
  );
}

function ThresholdRow({ index, values, errors }: Props & { index: number }) {
  const [kind, setKind] = useState(values[thresholdField(index, "kind")] ?? "actual");
  const fixedUnit = kind === "run_rate" ? "days" : kind === "probability" ? "percent" : null;
  const choices = fixedUnit ? units.filter(({ value }) => value === fixedUnit) : units.slice(0, 2);
  return (
    <fieldset className="flex flex-wrap items-start gap-3">
      <legend className="sr-only">{`Line ${index + 1}`}</legend>
      <ChoiceField
        name={thresholdField(index, "kind")}
        label="Tell when"
        choices={kinds}
        value={kind}
        choose={setKind}
        className="w-48"
      />
      <TextField
        name={thresholdField(index, "value")}
        label="Value"
        inputMode="decimal"
        autoComplete="off"
        className="w-28"
        defaultValue={values[thresholdField(index, "value")]}
        errors={errors[thresholdField(index, "value")]}
      />
      <ChoiceField
        name={thresholdField(index, "unit")}
        label="Unit"
        choices={choices}
        value={fixedUnit ?? values[thresholdField(index, "unit")]}
        className="w-40"
      />
    </fieldset>
  );
}
