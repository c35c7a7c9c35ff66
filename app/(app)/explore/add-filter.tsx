import { ListFilter } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { operatorLabels } from "@/lib/focus/dimension";
import type { Exploration } from "@/lib/query/exploration";
import type { Question } from "@/lib/query/question";
import { urlFromQuestion } from "@/lib/query/url";
import { dimensionChoices } from "./choices";
import { KeptFields } from "./kept-fields";
import { WantedValues } from "./wanted-values";

const ofCharges = ["period", "from", "to", "metric", "where", "exclude"];

/** Which charges the question is about, without how they are grouped: values are counted among them. */
function chargesSearch(question: Question): string {
  const asked = [...urlFromQuestion(question)].filter(([name]) => ofCharges.includes(name));
  return new URLSearchParams(asked).toString();
}

// "Is one of" is what "is" of several values becomes.
const offered = ["eq", "ne", "contains", "startswith", "absent", "present"] as const;

/** One condition more: what, how, and which values. */
export function AddFilter({ exploration, tagKeys }: { exploration: Exploration; tagKeys: string[] }) {
  const { question, view } = exploration;
  return (
    <Popover
      quiet
      lazy
      label={
        <>
          <ListFilter aria-hidden />
          Add filter
        </>
      }
    >
      <Form action="/explore" scroll={false} className="flex w-96 max-w-full flex-col gap-3 p-4">
        <KeptFields question={question} view={view} edits={null} />
        <WantedValues
          dimensions={dimensionChoices(tagKeys).map(({ value, label }) => ({ value, label }))}
          operators={offered.map((value) => ({ value, label: operatorLabels[value] }))}
          first={question.groupBy[0] ?? "service"}
          search={chargesSearch(question)}
        >
          <Button type="submit" className="h-9 self-end">
            Add
          </Button>
        </WantedValues>
      </Form>
    </Popover>
  );
}
