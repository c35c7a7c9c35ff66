import { SlidersHorizontal } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { type Choice, Select } from "@/components/ui/select";
import type { Calendar } from "@/lib/query/calendar";
import type { Exploration } from "@/lib/query/exploration";
import { excludables } from "@/lib/query/names";
import { AskButton, AskedMark } from "./ask-button";
import { AutoSubmit } from "./auto-submit";
import { comparisonChoices, comparisonText, dimensionChoices, grainChoices } from "./choices";
import { KeptFields } from "./kept-fields";
import { PeriodPicker } from "./period-picker";

type Props = { exploration: Exploration; calendar: Calendar; tagKeys: string[] };

const groupWords = ["Group by", "Then by", "And by"];
const excludeWords = { credit: "Credits", tax: "Tax", refund: "Refunds", support: "Support" };
const tops = [3, 5, 8, 11, 20];

/** The question as forms: they need no script, and ask at once where there is one. */
export function QueryBar({ exploration, calendar, tagKeys }: Props) {
  const { question, view } = exploration;
  const { groupBy, grain, compare } = question;
  const groups = groupWords.slice(0, Math.min(3, groupBy.length + 1));
  return (
    <div className="relative grid grid-cols-2 items-end gap-3 sm:flex sm:flex-wrap">
      <PeriodPicker exploration={exploration} calendar={calendar} />
      <Form action="/explore" scroll={false} className="contents">
        <KeptFields question={question} view={view} edits="shape" />
        <AutoSubmit>
          <Choose id="granularity" label="Each" chosen={grain} choices={grainChoices} className="sm:w-24" />
          {groups.map((label, place) => (
            <Choose
              key={label}
              id={["by", "then", "and"][place] ?? ""}
              name="by"
              label={label}
              chosen={groupBy[place] ?? ""}
              choices={[
                { value: "", label: "Nothing" },
                ...dimensionChoices(tagKeys, groupBy[place]).filter(
                  ({ value }) => value === groupBy[place] || !groupBy.some((name) => name === value),
                ),
              ]}
              className="sm:max-w-44 sm:flex-1 sm:basis-24"
            />
          ))}
          <Choose
            id="compare"
            label="Compare with"
            chosen={comparisonText(compare)}
            choices={comparisonChoices(compare)}
            className="sm:max-w-44 sm:flex-1 sm:basis-32"
          />
        </AutoSubmit>
        <noscript>
          <Button type="submit" className="h-9">
            Apply
          </Button>
        </noscript>
        <AskedMark />
      </Form>
      <MoreOptions exploration={exploration} alone={groups.length !== 2} />
    </div>
  );
}

type ChooseProps = {
  id: string;
  name?: string;
  label: string;
  chosen: string;
  choices: Choice[];
  className: string;
};

function Choose({ id, name = id, label, chosen, choices, className }: ChooseProps) {
  return (
    <Field id={id} label={label} className={className}>
      <Select id={id} className="w-full" name={name} defaultValue={chosen} key={chosen} choices={choices} />
    </Field>
  );
}

/** What is left out of the numbers, and how many names the chart shows; `alone` in its row on a phone. */
function MoreOptions({ exploration: { question, view }, alone }: { exploration: Exploration; alone: boolean }) {
  const { exclude } = question;
  return (
    <Popover
      align="end"
      name={exclude.length > 0 ? `Options: without ${exclude.join(", ")}` : "Options"}
      label={
        <>
          <SlidersHorizontal aria-hidden className="text-muted" />
          {exclude.length > 0 ? `Without ${exclude.length}` : "Options"}
        </>
      }
      className={classNames("whitespace-nowrap sm:w-34", alone && "max-sm:col-span-2")}
    >
      <Form action="/explore" scroll={false} className="flex w-64 flex-col gap-4 p-4">
        <KeptFields question={question} view={{ ...view, top: tops[3] ?? view.top }} edits="exclude" />
        <input type="hidden" name="form" value="options" />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium text-sm">Leave out</legend>
          {excludables.map((kind) => (
            <label key={kind} className="flex cursor-pointer items-center gap-2.5 text-sm">
              <input
                type="checkbox"
                name="without"
                value={kind}
                defaultChecked={exclude.includes(kind)}
                className="size-4 accent-accent-solid"
              />
              {excludeWords[kind]}
            </label>
          ))}
        </fieldset>
        <Field id="top" label="Names in the chart">
          <Select
            id="top"
            name="top"
            defaultValue={String(view.top)}
            choices={[...new Set([...tops, view.top])]
              .sort((a, b) => a - b)
              .map((count) => ({ value: String(count), label: `The largest ${count}` }))}
          />
        </Field>
        <AskButton />
      </Form>
    </Popover>
  );
}
