import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field, TextField } from "@/components/ui/field";
import { type Choice, Select } from "@/components/ui/select";

type Props = { choices: Choice[]; per: string | undefined; headroom: number };

/** What tells the budgets apart, and how much above the mean they are. */
export function ChooseDimension({ choices, per, headroom }: Props) {
  const ordered = [...choices.filter(({ value }) => value.startsWith("tag.")), ...choices].filter(
    ({ value }, index, all) => all.findIndex((other) => other.value === value) === index,
  );
  return (
    <Form action="/budgets/several" className="mb-8 flex flex-wrap items-end gap-3">
      <Field id="per" label="One for each">
        <Select id="per" name="per" choices={ordered} defaultValue={per} className="w-52" />
      </Field>
      <TextField
        name="headroom"
        label="Headroom in percent"
        type="number"
        min={-50}
        max={200}
        className="w-40"
        defaultValue={headroom}
      />
      <Button type="submit" className="h-9">
        Suggest amounts
      </Button>
    </Form>
  );
}
