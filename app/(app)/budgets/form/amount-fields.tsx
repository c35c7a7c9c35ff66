"use client";

import { useState } from "react";
import { money } from "@/components/format";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { AmountSuggestion } from "@/lib/budgets/suggest-amount";
import { CheckField } from "./check-field";
import { ChoiceField } from "./choice-field";
import type { Chosen } from "./chosen";
import type { FormValues } from "./field-names";
import { PartOfForm, When } from "./part-of-form";
import { PlanGrid } from "./plan-grid";
import type { FormErrors } from "./scope-fields";

type Props = {
  values: FormValues;
  errors: FormErrors;
  chosen: Chosen;
  choose: (change: Partial<Chosen>) => void;
  /** From what earlier periods of this kind cost; null where nothing is known. */
  suggestion: (AmountSuggestion & { currency: string }) | null;
  today: string;
};

const modes = [
  { value: "fixed", label: "Always the same" },
  { value: "planned", label: "Planned by period" },
  { value: "growing", label: "Grows or shrinks" },
  { value: "history", label: "Follows the last periods" },
  { value: "forecast", label: "Follows the forecast" },
];

/** How much may be spent in each period. */
export function AmountFields({ values, errors, chosen, choose, suggestion, today }: Props) {
  const { mode, every } = chosen;
  const [amount, setAmount] = useState(values.amount);
  const hasAmount = mode === "fixed" || mode === "growing";
  return (
    <PartOfForm title="Amount">
      <div className="flex flex-wrap items-start gap-4">
        <ChoiceField
          name="mode"
          label="The amount"
          choices={modes}
          value={mode}
          choose={(next) => choose({ mode: next as Chosen["mode"] })}
          className="w-52"
        />
        <When is={hasAmount}>
          <TextField
            name="amount"
            label="Amount"
            inputMode="decimal"
            autoComplete="off"
            className="w-44"
            value={amount ?? suggestion?.amount ?? ""}
            onChange={({ target }) => setAmount(target.value)}
            errors={errors.amount}
          />
        </When>
        <When is={mode === "growing"}>
          <div className="flex flex-wrap gap-4">
            <TextField
              name="since"
              label="In the period of"
              type="date"
              className="w-44"
              defaultValue={values.since ?? today}
              errors={errors.since}
            />
            <ChoiceField
              name="each"
              label="Then changed each"
              choices={[
                { value: "period", label: "Period" },
                { value: "year", label: "Year" },
              ]}
              value={values.each}
              className="w-36"
            />
          </div>
        </When>
        <When is={mode === "history"}>
          <TextField
            name="periods"
            label="Mean of the last"
            type="number"
            min={1}
            max={12}
            className="w-32"
            defaultValue={values.periods ?? "3"}
            errors={errors.periods}
            help="Complete periods, up to 12"
          />
        </When>
        <When is={mode === "growing" || mode === "history" || mode === "forecast"}>
          <TextField
            name="percent"
            label="And percent"
            inputMode="decimal"
            className="w-32"
            defaultValue={values.percent ?? "0"}
            errors={errors.percent}
            help="Such as 5 or -2.5"
          />
        </When>
      </div>
      <When is={hasAmount && suggestion !== null}>
        {suggestion && (
          <Suggested
            suggestion={suggestion}
            use={amount === undefined || amount === suggestion.amount ? null : () => setAmount(suggestion.amount)}
          />
        )}
      </When>
      <When is={mode === "planned"}>
        <PlanGrid values={values} errors={errors} chosen={chosen} today={today} usual={suggestion?.amount ?? ""} />
      </When>
      <When is={every !== "once"}>
        <CheckField name="rollsOver" checked={"rollsOver" in values}>
          What a period leaves unspent is added to the next
        </CheckField>
      </When>
    </PartOfForm>
  );
}

type SuggestedProps = {
  suggestion: AmountSuggestion & { currency: string };
  /** Null where the field says it already. */
  use: (() => void) | null;
};

function Suggested({ suggestion, use }: SuggestedProps) {
  const { periods, amount, currency } = suggestion;
  const history = periods.map(({ name, cost }) => `${name} ${money(cost, currency)}`).join(", ");
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm">
      <p>
        {history
          ? `Cost so far: ${history}. With a tenth more that is ${money(amount, currency)}.`
          : `At the pace of the last days a period costs about ${money(amount, currency)}, a tenth more included.`}
      </p>
      {use && <Button size="s" onClick={use} className="chart-picture">{`Use ${money(amount, currency)}`}</Button>}
    </div>
  );
}
