import { describedBy, Field } from "@/components/ui/field";
import { type Choice, Select } from "@/components/ui/select";

type Props = {
  name: string;
  label: string;
  choices: Choice[];
  help?: string;
  errors?: string[] | undefined;
  className?: string;
  value?: string | undefined;
  /** Where others depend on it. */
  choose?: (value: string) => void;
};

export function ChoiceField({ name, label, choices, help, errors, className, value, choose }: Props) {
  return (
    <Field id={name} label={label} help={help} errors={errors} {...(className && { className })}>
      <Select
        name={name}
        choices={choices}
        {...describedBy({ id: name, help, errors })}
        // An answered form sets its lists to what they were first drawn with, even those whose value React holds.
        defaultValue={value}
        onChange={({ target }) => choose?.(target.value)}
      />
    </Field>
  );
}
