import { ListFilter } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, TextField } from "@/components/ui/field";
import { Popover } from "@/components/ui/popover";
import { Select } from "@/components/ui/select";
import type { Exploration } from "@/lib/query/exploration";
import { operatorLabels } from "@/lib/query/names";
import { dimensionChoices } from "./choices";
import { KeptFields } from "./kept-fields";

// "Is one of" is what "is" of several values becomes.
const offered = ["eq", "ne", "contains", "startswith", "absent", "present"] as const;

/** One condition more: what, how, and which values. */
export function AddFilter({ exploration, tagKeys }: { exploration: Exploration; tagKeys: string[] }) {
  const { question, view } = exploration;
  return (
    <Popover
      quiet
      label={
        <>
          <ListFilter aria-hidden />
          Add filter
        </>
      }
    >
      <Form action="/explore" scroll={false} className="flex w-80 flex-col gap-3 p-4">
        <KeptFields question={question} view={view} edits={null} />
        <div className="grid grid-cols-2 gap-2">
          <Field id="filter" label="Where">
            <Select
              id="filter"
              name="filter"
              choices={dimensionChoices(tagKeys)}
              defaultValue={question.groupBy[0] ?? "service"}
            />
          </Field>
          <Field id="operator" label="Condition">
            <Select
              id="operator"
              name="operator"
              choices={offered.map((value) => ({ value, label: operatorLabels[value] }))}
            />
          </Field>
        </div>
        <TextField name="value" label="Value" autoComplete="off" maxLength={500} />
        <Button type="submit" className="h-9 self-end">
          Add
        </Button>
      </Form>
    </Popover>
  );
}
