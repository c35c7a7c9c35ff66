"use client";

import { type ReactNode, useEffect, useState } from "react";
import { count, money } from "@/components/format";
import { controlLook, Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { FoundValues } from "@/lib/query/values/values";

type Props = {
  dimensions: { value: string; label: string }[];
  operators: { value: string; label: string }[];
  first: string;
  /** The question without its view, under which values are counted. */
  search: string;
  children: ReactNode;
};

const SETTLED_MS = 150;
const bare = ["absent", "present"];
const typed = ["contains", "startswith"];

/** What to filter by, how, and which values: found by typing, with their charges and costs beside them. */
export function ValuePicker({ dimensions, operators, first, search, children }: Props) {
  const [dimension, setDimension] = useState(first);
  const [operator, setOperator] = useState(operators[0]?.value ?? "eq");
  const [text, setText] = useState("");
  const lists = !bare.includes(operator) && !typed.includes(operator);
  return (
    <>
      <div className="grid grid-cols-2 gap-2">
        <Field id="filter" label="Where">
          <Select
            id="filter"
            name="filter"
            choices={dimensions}
            value={dimension}
            onChange={({ target }) => setDimension(target.value)}
          />
        </Field>
        <Field id="operator" label="Condition">
          <Select
            id="operator"
            name="operator"
            choices={operators}
            value={operator}
            onChange={({ target }) => setOperator(target.value)}
          />
        </Field>
      </div>
      {!bare.includes(operator) && (
        <Field id="value" label={lists ? "Find values" : "Value"}>
          <input
            id="value"
            name={lists ? undefined : "value"}
            value={text}
            onChange={({ target }) => setText(target.value)}
            autoComplete="off"
            maxLength={200}
            className={`${controlLook} h-9 px-3`}
          />
        </Field>
      )}
      {lists && <Values key={dimension} dimension={dimension} text={text} search={search} />}
      {children}
    </>
  );
}

function Values({ dimension, text, search }: { dimension: string; text: string; search: string }) {
  const { found, state } = useValues(dimension, text, search);
  if (state === "failed") {
    return (
      <p role="alert" className="text-muted text-sm">
        The values could not be counted. Type again to repeat it.
      </p>
    );
  }
  const values = found?.values.filter(({ value }) => value !== null) ?? [];
  return (
    <fieldset aria-busy={state === "asking"} className="max-h-64 min-w-0 overflow-y-auto rounded-md border border-line">
      <legend className="sr-only">Values</legend>
      {found && values.length === 0 && (
        <p className="px-3 py-4 text-muted text-sm">No value was charged that holds this.</p>
      )}
      {!found && <p className="px-3 py-4 text-muted text-sm">Counting</p>}
      {values.map(({ value, label, charges, costs }) => (
        <label key={value} className="flex cursor-pointer items-center gap-2.5 px-3 py-1.5 text-sm hover:bg-hover">
          <input type="checkbox" name="value" value={value ?? ""} className="size-4 shrink-0 accent-accent-solid" />
          <span className="min-w-0 flex-1 truncate" title={label}>
            <bdi>{label}</bdi>
          </span>
          <span className="tabular shrink-0 text-right text-xs">
            {costs.map(({ currency, amount }) => (
              <span key={currency} className="block">
                {money(amount, currency)}
              </span>
            ))}
            <span className="block text-faint">{`${count(charges)} charges`}</span>
          </span>
        </label>
      ))}
      {found?.more && (
        <p className="border-line border-t px-3 py-2 text-faint text-xs">There are more: type to find them.</p>
      )}
    </fieldset>
  );
}

type Search = { found: FoundValues | null; state: "asking" | "idle" | "failed" };

/** The values under the typed text; an older answer is cancelled, in the database too. */
function useValues(dimension: string, text: string, search: string): Search {
  const [answer, setAnswer] = useState<Search>({ found: null, state: "asking" });
  useEffect(() => {
    const stop = new AbortController();
    setAnswer((before) => ({ ...before, state: "asking" }));
    const timer = setTimeout(() => {
      valuesFor(`/api/v1/values?${search}&${new URLSearchParams({ dimension, q: text.trim() })}`, stop.signal).then(
        (found) => setAnswer({ found, state: "idle" }),
        () => !stop.signal.aborted && setAnswer({ found: null, state: "failed" }),
      );
    }, SETTLED_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [dimension, text, search]);
  return answer;
}

async function valuesFor(address: string, signal: AbortSignal): Promise<FoundValues> {
  const answer = await fetch(address, { signal });
  if (!answer.ok) throw new Error(`The values were refused with ${answer.status}.`);
  return await answer.json();
}
