"use client";

import Link from "next/link";
import { useActionState, useState } from "react";
import { amountOnly } from "@/components/format";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { classNames } from "@/components/ui/class-names";
import { controlLook } from "@/components/ui/field";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { Suggestion } from "@/lib/budgets/suggest";
import { conditionText } from "@/lib/query/condition-text";
import { setSeveral } from "./actions";

type Offered = Suggestion & { taken: boolean };

/** Choose lines, change names and amounts, name owners, and set all of them at once. */
export function SuggestionsForm({ suggestions }: { suggestions: Offered[] }) {
  const [state, submit, busy] = useActionState(setSeveral, {});
  const [chosen, setChosen] = useState(() => suggestions.map(({ taken }) => !taken));
  const count = chosen.filter(Boolean).length;
  if (suggestions.length === 0) return <p className="text-muted">No value costs enough to suggest a budget for.</p>;
  const choose = (index: number) => setChosen(chosen.map((each, at) => (at === index ? !each : each)));
  return (
    <form action={submit} className="flex flex-col gap-5">
      {state.message && (
        <Callout tone="bad" live>
          {state.message}
        </Callout>
      )}
      <Table caption="Suggested budgets" className="max-w-5xl">
        <thead className="max-sm:sr-only">
          <tr>
            <HeadCell>Set</HeadCell>
            <HeadCell>Name</HeadCell>
            <HeadCell numeric>Mean of 3 months</HeadCell>
            <HeadCell numeric>Amount each month</HeadCell>
            <HeadCell>Owner</HeadCell>
          </tr>
        </thead>
        <tbody>
          {suggestions.map((suggestion, index) => (
            <Line
              key={`${suggestion.value} ${suggestion.budget.currency}`}
              of={suggestion}
              index={index}
              isChosen={chosen[index] ?? false}
              choose={() => choose(index)}
              wrong={state.fields?.[`amount.${index}`] !== undefined}
              typed={state.typed}
            />
          ))}
        </tbody>
      </Table>
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" look="primary" size="l" busy={busy} disabled={count === 0}>
          {count === 1 ? "Set one budget" : `Set ${count} budgets`}
        </Button>
        <Link href="/budgets" className="text-link text-sm">
          Set none
        </Link>
      </div>
    </form>
  );
}

/** On a phone the fields of a line stand one below the other. */
const stacked = "max-sm:border-b-0 max-sm:px-0 max-sm:py-1";

type LineProps = {
  of: Offered;
  index: number;
  isChosen: boolean;
  choose: () => void;
  wrong: boolean;
  typed: Record<string, string> | undefined;
};

function Line({ of: { budget, monthlyMean, taken }, index, isChosen, choose, wrong, typed }: LineProps) {
  const amount = budget.amount.mode === "fixed" ? budget.amount.amount : "";
  const [condition] = budget.where;
  const field = classNames(controlLook, "h-8 px-2");
  return (
    <tr className="max-sm:grid max-sm:grid-cols-[2rem_minmax(0,1fr)] max-sm:border-line max-sm:border-b max-sm:py-2">
      <RowHead className="max-sm:row-span-4 max-sm:border-b-0">
        <input
          type="checkbox"
          name={`set.${index}`}
          aria-label={`Set ${budget.name}`}
          defaultChecked={isChosen}
          onChange={choose}
          className="size-4 accent-accent-solid"
        />
        <input type="hidden" name={`where.${index}`} value={condition ? conditionText(condition) : ""} />
        <input type="hidden" name={`currency.${index}`} value={budget.currency} />
        <input type="hidden" name={`metric.${index}`} value={budget.metric} />
      </RowHead>
      <Cell className={classNames("sm:min-w-56", stacked)}>
        <input
          name={`name.${index}`}
          aria-label={`Name of ${budget.name}`}
          maxLength={200}
          defaultValue={typed?.[`name.${index}`] ?? budget.name}
          className={field}
        />
        {taken && <p className="mt-1 text-muted text-xs">There is a budget of this name already.</p>}
      </Cell>
      <Cell numeric className={classNames("max-sm:text-left", stacked)}>
        <span className="text-muted text-xs sm:hidden">Mean of 3 months </span>
        {amountOnly(monthlyMean, budget.currency)}
      </Cell>
      <Cell numeric className={classNames("sm:min-w-40", stacked)}>
        <span className="block text-left text-muted text-xs sm:hidden">Amount each month</span>
        <span className="flex items-center gap-2">
          <input
            name={`amount.${index}`}
            aria-label={`Amount of ${budget.name} in ${budget.currency}`}
            inputMode="decimal"
            aria-invalid={wrong || undefined}
            defaultValue={typed?.[`amount.${index}`] ?? amount}
            className={classNames(field, "text-right")}
          />
          <span className="text-muted text-xs">{budget.currency}</span>
        </span>
      </Cell>
      <Cell className={classNames("sm:min-w-56", stacked)}>
        <span className="text-muted text-xs sm:hidden">Owner</span>
        <input
          name={`owner.${index}`}
          type="email"
          aria-label={`Owner of ${budget.name}`}
          placeholder="Nobody"
          defaultValue={typed?.[`owner.${index}`]}
          className={field}
        />
      </Cell>
    </tr>
  );
}
