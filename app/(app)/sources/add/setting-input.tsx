import { AlertCircle } from "lucide-react";
import { TextField } from "@/components/ui/field";
import type { SettingField } from "@/lib/sources/source";

type Props = {
  field: SettingField;
  /** What was typed before the form was refused. */
  typed: string | undefined;
  errors: string[] | undefined;
  /** The source exists: a secret left empty stays as it is. */
  isKept: boolean;
  choose: (value: string) => void;
};

export function SettingInput({ isKept, ...props }: Props) {
  const { field, typed, errors } = props;
  if (field.kind === "choice") return <Choices {...props} />;
  const isSecret = field.kind === "secret";
  return (
    <TextField
      name={field.name}
      label={field.label}
      help={field.help}
      errors={errors}
      type={isSecret ? "password" : "text"}
      placeholder={isSecret && isKept ? "Unchanged" : field.placeholder}
      autoComplete={isSecret ? "new-password" : "off"}
      autoCapitalize="none"
      spellCheck={false}
      defaultValue={isSecret ? undefined : typed}
    />
  );
}

/** Each choice says what it means and what it costs, so all of them are seen at once. */
function Choices({ field, typed, errors, choose }: Omit<Props, "isKept">) {
  const { name, label, help, choices = [] } = field;
  return (
    <fieldset aria-describedby={help ? `${name}-help` : undefined}>
      <legend className="font-medium text-sm">{label}</legend>
      {help && (
        <p id={`${name}-help`} className="mt-1 text-muted text-xs">
          {help}
        </p>
      )}
      <div className="mt-2.5 flex flex-col divide-y divide-line rounded-lg border border-line-strong">
        {choices.map((choice, index) => (
          <label
            key={choice.value}
            className="flex cursor-pointer items-start gap-3 px-3.5 py-2.5 text-sm first:rounded-t-lg last:rounded-b-lg hover:bg-sunken has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              defaultChecked={typed === undefined ? index === 0 : typed === choice.value}
              onChange={() => choose(choice.value)}
              className="mt-0.5 size-4 shrink-0 accent-accent-solid"
            />
            {choice.label}
          </label>
        ))}
      </div>
      {errors?.map((error) => (
        <p key={error} className="mt-1.5 flex items-start gap-1.5 text-bad text-xs">
          <AlertCircle aria-hidden className="mt-px size-3.5 shrink-0" />
          {error}
        </p>
      ))}
    </fieldset>
  );
}
