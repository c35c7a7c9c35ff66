"use client";

import { type ClipboardEvent, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { controlLook } from "@/components/ui/field";
import { pastedAmounts } from "@/lib/budgets/pasted";
import { periodName } from "@/lib/budgets/period-name";
import { periodAt } from "@/lib/budgets/rhythm";
import { type Chosen, rhythmOf } from "./chosen";
import { type FormValues, planField } from "./field-names";
import type { FormErrors } from "./scope-fields";

type Props = { values: FormValues; errors: FormErrors; chosen: Chosen; today: string; usual: string };

const lengths: Record<Chosen["every"], number> = { day: 31, week: 13, month: 12, quarter: 8, year: 5, once: 1 };

/** An amount for each of the next periods; a column of a spreadsheet is pasted into the first. */
export function PlanGrid({ values, errors, chosen, today, usual }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const rhythm = rhythmOf(chosen);
  const starts = startsOf(values, chosen, today);
  const wrong = ["plan", ...starts.map(planField)].flatMap((name) => errors[name] ?? []);
  function fill(event: ClipboardEvent<HTMLInputElement>, from: number) {
    const amounts = pastedAmounts(event.clipboardData.getData("text"));
    if (amounts.length < 2) return;
    event.preventDefault();
    const inputs = [...(grid.current?.querySelectorAll("input") ?? [])].slice(from);
    inputs.slice(0, amounts.length).forEach((input, index) => {
      input.value = amounts[index] ?? "";
    });
  }
  return (
    <div>
      <p className="mb-3 text-muted text-sm">
        Copy a column of amounts in a spreadsheet and paste it into the first field to fill all of them. A field left
        empty keeps the amount before it; the last one continues.
      </p>
      <div ref={grid} className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
        {starts.map((from, index) => {
          const name = planField(from);
          return (
            <label key={`${chosen.every} ${from}`} className="flex flex-col gap-1 text-sm">
              <span className="text-muted text-xs">{periodName(rhythm, periodAt(rhythm, from))}</span>
              <input
                name={name}
                inputMode="decimal"
                autoComplete="off"
                defaultValue={values[name]}
                placeholder={index === 0 ? usual : undefined}
                aria-invalid={errors.plan || errors[name] ? true : undefined}
                onPaste={(event) => fill(event, index)}
                className={classNames(controlLook, "tabular h-9 px-3 text-right")}
              />
            </label>
          );
        })}
      </div>
      {wrong.length > 0 && <p className="mt-1.5 text-bad text-xs">{[...new Set(wrong)].join(" ")}</p>}
      <noscript>
        <label className="mt-3 flex flex-col gap-1 text-sm">
          Or paste the column here, an amount a line
          <textarea name="planText" rows={6} className={classNames(controlLook, "px-3 py-2")} />
        </label>
      </noscript>
    </div>
  );
}

/** The periods that are planned already, the running one and those that follow. */
function startsOf(values: FormValues, chosen: Chosen, today: string): string[] {
  const rhythm = rhythmOf(chosen);
  const planned = Object.keys(values)
    .filter((name) => name.startsWith(planField("")) && values[name] !== "")
    .map((name) => name.slice(planField("").length));
  const starts = new Set(chosen.every === values.every ? planned : []);
  let period = periodAt(rhythm, today);
  for (let count = 0; count < lengths[chosen.every]; count += 1) {
    starts.add(period.from);
    period = periodAt(rhythm, period.to);
  }
  return [...starts].sort();
}
