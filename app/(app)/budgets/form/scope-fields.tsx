"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { Choice } from "@/components/ui/select";
import { operatorLabels } from "@/lib/focus/dimension";
import { conditionSentence } from "@/lib/query/condition-sentence";
import { conditionFrom } from "@/lib/query/params";
import { CheckField } from "./check-field";
import { ChoiceField } from "./choice-field";
import { conditionField, type FormValues, MOST_CONDITIONS } from "./field-names";
import { PartOfForm } from "./part-of-form";
import { useFoundValues } from "./use-found-values";

export type FormErrors = Record<string, string[] | undefined>;
type Props = { values: FormValues; errors: FormErrors; dimensions: Choice[]; currencies: string[] };

const offered = ["eq", "ne", "contains", "startswith", "absent", "present"] as const;
const metricChoices = [
  { value: "effective", label: "Effective cost" },
  { value: "billed", label: "Billed cost" },
  { value: "list", label: "List cost" },
  { value: "contracted", label: "Contracted cost" },
];
const includeWords = { credits: "Credits", tax: "Tax", refunds: "Refunds", support: "Support" };

/** Which charges count. */
export function ScopeFields({ values, errors, dimensions, currencies }: Props) {
  const conditions = Array.from({ length: MOST_CONDITIONS }, (_, index) => index).filter(
    (index) => values[conditionField(index)] !== undefined,
  );
  return (
    <PartOfForm title="Which charges count">
      {conditions.length > 0 ? (
        <ul aria-label="Conditions" className="flex flex-col gap-2">
          {conditions.map((index) => (
            <li key={`${index} ${values[conditionField(index)]}`}>
              <CheckField name={conditionField(index)} value={values[conditionField(index)] ?? ""} checked>
                {conditionSentence(conditionFrom(values[conditionField(index)] ?? ""), 20)}
              </CheckField>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted text-sm">All charges count. Add a condition to narrow it down.</p>
      )}
      <AddCondition values={values} errors={errors} dimensions={dimensions} />
      <div className="flex flex-wrap gap-4">
        <ChoiceField
          name="metric"
          label="Cost"
          choices={metricChoices}
          value={values.metric}
          errors={errors.metric}
          className="w-44"
        />
        <TextField
          name="currency"
          label="Currency"
          list="currencies"
          required
          maxLength={3}
          autoCapitalize="characters"
          autoComplete="off"
          className="w-28"
          defaultValue={values.currency}
          errors={errors.currency}
        />
        <datalist id="currencies">
          {currencies.map((code) => (
            <option key={code} value={code} />
          ))}
        </datalist>
      </div>
      <fieldset>
        <legend className="mb-2 font-medium text-sm">Count, beside usage</legend>
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          {Object.entries(includeWords).map(([name, word]) => (
            <CheckField key={name} name={`include.${name}`} checked={`include.${name}` in values}>
              {word}
            </CheckField>
          ))}
        </div>
      </fieldset>
    </PartOfForm>
  );
}

function AddCondition({ values, errors, dimensions }: Omit<Props, "currencies">) {
  const [dimension, setDimension] = useState(values["add.dimension"] ?? "service");
  const [typed, setTyped] = useState("");
  const found = useFoundValues(dimension, typed);
  return (
    <div className="flex flex-wrap items-start gap-3">
      <ChoiceField
        name="add.dimension"
        label="Where"
        choices={dimensions}
        value={dimension}
        choose={setDimension}
        className="w-44"
      />
      <ChoiceField
        name="add.operator"
        label="Condition"
        choices={offered.map((value) => ({ value, label: operatorLabels[value] }))}
        value={values["add.operator"] ?? "eq"}
        className="w-36"
      />
      <TextField
        name="add.values"
        label="Values"
        optional
        list="found-values"
        autoComplete="off"
        className="min-w-52 flex-1"
        help="Several with commas between them; a comma inside a value is written \,"
        defaultValue={values["add.values"]}
        onChange={({ target }) => setTyped(target.value)}
        errors={errors["add.values"]}
      />
      <datalist id="found-values">
        {found.map(({ value, label }) => (
          <option key={value} value={value.replace(/[\\,]/g, "\\$&")}>
            {label}
          </option>
        ))}
      </datalist>
      <Button type="submit" name="intent" value="condition" formNoValidate className="h-9 sm:mt-[26px]">
        Add
      </Button>
    </div>
  );
}
