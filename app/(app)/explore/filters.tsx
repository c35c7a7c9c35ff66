import { ListFilter, X } from "lucide-react";
import Form from "next/form";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Field, TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { addDays } from "@/lib/focus/period";
import { dimensionLabel, operatorLabels } from "@/lib/query/names";
import type { Condition, CostQuery } from "@/lib/query/spec";
import { conditionText } from "@/lib/query/url";
import { comparisonName, type ExploreView, exploreHref } from "./href";
import { dimensionChoices, KeptFields } from "./query-bar";

type Props = { query: CostQuery; view: ExploreView; tagKeys: string[] };

// "Is one of" is asked by hand in the address; a form of one value has no use for it.
const offered = ["eq", "ne", "contains", "startswith", "absent"] as const;

/** The conditions of the question, each with a way out, and a form for one more. */
export function Filters({ query, view, tagKeys }: Props) {
  return (
    <div className="mt-4 mb-8 flex flex-wrap items-start gap-2">
      {query.where.map((condition) => (
        <FilterChip key={conditionText(condition)} condition={condition} query={query} view={view} />
      ))}
      <details className="group open:w-full" key={query.where.length}>
        <summary className="inline-flex h-7 cursor-pointer list-none items-center gap-1.5 rounded-md px-2 text-muted text-sm hover:bg-hover hover:text-ink">
          <ListFilter aria-hidden className="size-4" />
          Add filter
        </summary>
        <Form action="/explore" scroll={false} className="mt-3 flex flex-wrap items-end gap-3">
          <KeptFields query={query} view={view} />
          {query.groupBy.slice(0, 2).map((name) => (
            <input key={name} type="hidden" name="by" value={name} />
          ))}
          <input type="hidden" name="by" value="" />
          <input type="hidden" name="granularity" value={query.grain} />
          <input type="hidden" name="from" value={query.period.from} />
          <input type="hidden" name="last" value={addDays(query.period.to, -1)} />
          {query.compare && <input type="hidden" name="compare" value={comparisonText(query)} />}
          <Field id="filter" label="Where">
            <Select
              id="filter"
              className="w-40"
              name="filter"
              choices={dimensionChoices(tagKeys)}
              defaultValue="service"
            />
          </Field>
          <Field id="operator" label="Condition">
            <Select
              id="operator"
              className="w-40"
              name="operator"
              choices={offered.map((value) => ({ value, label: operatorLabels[value] }))}
            />
          </Field>
          <TextField name="value" label="Value" autoComplete="off" maxLength={500} />
          <Button type="submit" className="h-9">
            Add
          </Button>
        </Form>
      </details>
    </div>
  );
}

function FilterChip({ condition, query, view }: { condition: Condition; query: CostQuery; view: ExploreView }) {
  const where = query.where.filter((other) => other !== condition);
  const { dimension, operator, values } = condition;
  const text = `${dimensionLabel(dimension)} ${operatorLabels[operator]} ${values.slice(0, 3).join(", ")}`;
  const more = values.length > 3 ? ` and ${values.length - 3} more` : "";
  return (
    <span className="inline-flex h-7 max-w-full items-center rounded-md border border-line-strong bg-surface text-sm">
      <span className="truncate pl-2.5">{`${text}${more}`}</span>
      <Link
        href={exploreHref({ ...query, where }, view)}
        scroll={false}
        aria-label={`Remove the filter ${text}`}
        className="ml-1 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </Link>
    </span>
  );
}

function comparisonText(query: CostQuery): string {
  return comparisonName(query) ?? `${query.compare?.from}..${query.compare?.to}`;
}
