"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { FormAction } from "@/app/form-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import type { Choice } from "@/components/ui/select";
import { useAnswerCount } from "@/components/ui/use-answer-count";
import type { CurrencySuggestions } from "@/lib/budgets/suggest-amount";
import { AmountFields } from "./amount-fields";
import { chosenIn } from "./chosen";
import type { FormValues } from "./field-names";
import { PeopleFields } from "./people-fields";
import { PeriodFields } from "./period-fields";
import { ScopeFields } from "./scope-fields";
import { ThresholdFields } from "./threshold-fields";

type Props = {
  action: FormAction;
  values: FormValues;
  /** The budget that is edited; null for a new one. */
  id: string | null;
  dimensions: Choice[];
  suggestions: CurrencySuggestions[];
  /** Currencies that charges are in, those of the scope first. */
  currencies: string[];
  parents: Choice[];
  known: string[];
  today: string;
};

/** Everything that makes a budget. Only a name and an amount have to be typed; it works without scripts. */
export function BudgetForm({ action, values: first, id, ...offered }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  const { dimensions, suggestions, currencies, parents, known, today } = offered;
  const values = state.typed ?? first;
  const errors = state.fields ?? {};
  const [chosen, setChosen] = useState(() => chosenIn(first));
  const answers = useAnswerCount(state);
  const form = useRef<HTMLFormElement>(null);
  // The form is long, and what is wrong may be out of sight.
  useEffect(() => {
    const wrong = state.fields ? "[aria-invalid=true]" : state.message ? "[role=alert]" : null;
    if (wrong) form.current?.querySelector<HTMLElement>(wrong)?.focus();
  }, [state]);
  const inCurrency = suggestions.find(({ currency }) => currency === values.currency) ?? null;
  const suggested = inCurrency?.suggestions.find(({ every }) => every === chosen.every);
  const shared = { values, errors, chosen, choose: (change: object) => setChosen((now) => ({ ...now, ...change })) };
  return (
    <form key={answers} ref={form} action={submit} className="flex max-w-3xl flex-col gap-8">
      <noscript>
        <style>{"[data-conditional][hidden] { display: block }"}</style>
      </noscript>
      {/* Enter in a field saves; without this the first button of the form would act. */}
      <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden className="hidden" />
      {(state.message || state.fields) && (
        <div role="alert" tabIndex={-1} className="rounded-lg">
          <Callout tone="bad">{state.message ?? "Nothing was saved yet: some fields need another look."}</Callout>
        </div>
      )}
      {id && <input type="hidden" name="id" value={id} />}
      <TextField
        name="name"
        label="Name"
        required
        maxLength={200}
        autoComplete="off"
        defaultValue={values.name}
        errors={errors.name}
      />
      <AmountFields
        {...shared}
        suggestion={suggested && inCurrency ? { ...suggested, currency: inCurrency.currency } : null}
        today={today}
      />
      <PeriodFields {...shared} />
      <ScopeFields values={values} errors={errors} dimensions={dimensions} currencies={currencies} />
      <PeopleFields values={values} errors={errors} parents={parents} known={known} />
      <ThresholdFields values={values} errors={errors} />
      <div className="sticky bottom-16 z-10 border-line border-t bg-canvas py-4 md:bottom-0">
        <Button look="primary" size="l" type="submit" name="intent" value="save" busy={busy}>
          {id ? "Save" : "Set the budget"}
        </Button>
      </div>
    </form>
  );
}
