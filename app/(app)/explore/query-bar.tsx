import Form from "next/form";
import { controlLook, Field } from "@/components/ui/field";
import { type Choice, Select } from "@/components/ui/select";
import { addDays } from "@/lib/focus/period";
import { type Dimension, dimensionLabel, fixedDimensions, type Grain } from "@/lib/query/names";
import type { CostQuery } from "@/lib/query/spec";
import { conditionText } from "@/lib/query/url";
import { AskButton } from "./ask-button";
import { AutoSubmit } from "./auto-submit";
import { comparisonName, type ExploreView } from "./href";

type Props = { query: CostQuery; view: ExploreView; tagKeys: string[] };

const grainNames: [Grain, string][] = [
  ["hour", "Hour"],
  ["day", "Day"],
  ["week", "Week"],
  ["month", "Month"],
  ["quarter", "Quarter"],
  ["year", "Year"],
  ["total", "Whole period"],
];

/** The question as a form: it needs no script, and asks at once where there is one. */
export function QueryBar({ query, view, tagKeys }: Props) {
  const { period, grain, groupBy, compare } = query;
  const relative = comparisonName(query);
  const comparison = relative ?? (compare ? `${compare.from}..${compare.to}` : "");
  return (
    <Form action="/explore" scroll={false} className="flex flex-wrap items-end gap-x-3 gap-y-3">
      <KeptFields query={query} view={view} />
      <AutoSubmit>
        <Field id="by" label="Group by">
          <Select
            id="by"
            className="w-40"
            name="by"
            defaultValue={groupBy[0] ?? ""}
            key={groupBy[0]}
            choices={groupChoices(tagKeys, groupBy[0], "Nothing")}
          />
        </Field>
        <Field id="then" label="Then by">
          <Select
            id="then"
            className="w-40"
            name="by"
            defaultValue={groupBy[1] ?? ""}
            key={groupBy[1]}
            choices={groupChoices(tagKeys, groupBy[1], "Nothing else")}
          />
        </Field>
        <Field id="granularity" label="Each">
          <Select
            id="granularity"
            className="w-40"
            name="granularity"
            defaultValue={grain}
            key={grain}
            choices={grainNames.map(([value, label]) => ({ value, label }))}
          />
        </Field>
        <Field id="compare" label="Compare with">
          <Select
            id="compare"
            className="w-40"
            name="compare"
            defaultValue={comparison}
            key={comparison}
            choices={comparisonChoices(comparison, relative !== null)}
          />
        </Field>
      </AutoSubmit>
      <Field id="from" label="From">
        <input
          id="from"
          name="from"
          type="date"
          required
          defaultValue={period.from}
          key={period.from}
          className={`${controlLook} h-9 px-3`}
        />
      </Field>
      <Field id="last" label="To and including">
        <input
          id="last"
          name="last"
          type="date"
          required
          defaultValue={addDays(period.to, -1)}
          key={period.to}
          className={`${controlLook} h-9 px-3`}
        />
      </Field>
      <AskButton />
    </Form>
  );
}

/** What the form does not show but must not lose. */
export function KeptFields({ query, view }: Pick<Props, "query" | "view">) {
  return (
    <>
      <input type="hidden" name="metric" value={query.metric} />
      {view.currency && <input type="hidden" name="currency" value={view.currency} />}
      {query.groupBy.slice(2).map((name) => (
        <input key={name} type="hidden" name="by" value={name} />
      ))}
      {query.where.map((condition) => (
        <input key={conditionText(condition)} type="hidden" name="where" value={conditionText(condition)} />
      ))}
    </>
  );
}

/** Every dimension, the tag keys after the fixed ones; one that is asked for is in the list even if it is unknown. */
export function dimensionChoices(tagKeys: string[], chosen?: Dimension): Choice[] {
  const tags = tagKeys.map((key): Dimension => `tag.${key}`);
  const all: Dimension[] = [...fixedDimensions, ...tags];
  if (chosen && !all.includes(chosen)) all.push(chosen);
  return all.map((value) => ({ value, label: dimensionLabel(value) }));
}

function groupChoices(tagKeys: string[], chosen: Dimension | undefined, none: string): Choice[] {
  return [{ value: "", label: none }, ...dimensionChoices(tagKeys, chosen)];
}

function comparisonChoices(comparison: string, known: boolean): Choice[] {
  const choices = [
    { value: "", label: "Nothing" },
    { value: "previous", label: "The period before" },
    { value: "year", label: "The year before" },
  ];
  if (comparison && !known) choices.push({ value: comparison, label: comparison.replace("..", " to ") });
  return choices;
}
