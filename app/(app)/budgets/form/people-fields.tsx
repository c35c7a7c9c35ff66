import { classNames } from "@/components/ui/class-names";
import { controlLook, describedBy, Field, TextField } from "@/components/ui/field";
import type { Choice } from "@/components/ui/select";
import { ChoiceField } from "./choice-field";
import type { FormValues } from "./field-names";
import { PartOfForm } from "./part-of-form";
import type { FormErrors } from "./scope-fields";

type Props = {
  values: FormValues;
  errors: FormErrors;
  /** Budgets that it can be part of. */
  parents: Choice[];
  /** Addresses that budgets know already. */
  known: string[];
};

/** Whose budget it is, who is told, and what it is part of. */
export function PeopleFields({ values, errors, parents, known }: Props) {
  return (
    <PartOfForm title="Owner and place">
      <datalist id="known-addresses">
        {known.map((address) => (
          <option key={address} value={address} />
        ))}
      </datalist>
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          name="owner"
          label="Owner"
          optional
          type="email"
          list="known-addresses"
          autoComplete="off"
          defaultValue={values.owner}
          errors={errors.owner}
          help="Is told of every alert. A member or any address."
        />
        <TextField
          name="escalation"
          label="When nobody acknowledges"
          optional
          type="email"
          list="known-addresses"
          autoComplete="off"
          defaultValue={values.escalation}
          errors={errors.escalation}
          help="Is told after 24 hours."
        />
        <Field
          id="recipients"
          label="Others who are told"
          optional
          help="An address a line."
          errors={errors.recipients}
        >
          <textarea
            {...describedBy({ id: "recipients", help: "An address a line.", errors: errors.recipients })}
            name="recipients"
            rows={2}
            defaultValue={values.recipients}
            className={classNames(controlLook, "px-3 py-2")}
          />
        </Field>
        <ChoiceField
          name="parentId"
          label="Part of"
          choices={[{ value: "", label: "No other budget" }, ...parents]}
          value={values.parentId ?? ""}
          errors={errors.parentId}
          help="The budget above shows whether its parts add up to it."
        />
      </div>
    </PartOfForm>
  );
}
