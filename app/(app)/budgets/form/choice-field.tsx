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
  const own = choose
    ? { value, onChange: ({ target }: { target: { value: string } }) => choose(target.value) }
    : // A form that comes back sets its lists to what they were first drawn with.
      { key: value ?? "", defaultValue: value };
  const { key, ...control } = { key: name, ...own };
  return (
    <Field id={name} label={label} help={help} errors={errors} {...(className && { className })}>
      <Select key={key} name={name} choices={choices} {...describedBy({ id: name, help, errors })} {...control} />
    </Field>
  );
}
