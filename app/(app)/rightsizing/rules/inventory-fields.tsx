import { classNames } from "@/components/ui/class-names";
import { controlLook, describedBy, Field, TextField } from "@/components/ui/field";
import type { InventoryChoice } from "@/lib/rightsizing/settings/spec";

type Props = {
  choice: InventoryChoice;
  /** What was sent and refused. */
  typed: Record<string, string> | undefined;
  errors: Record<string, string[] | undefined>;
};

/** Whether AWS is asked what there is and how it is used. */
export function InventoryFields({ choice, typed, errors }: Props) {
  const { read, memberAccounts, memberRole, regions } = choice;
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-medium text-sm">What accounts have and how it is used</legend>
      <p className="max-w-[75ch] text-muted text-sm">
        Sizes are judged from CloudWatch metrics, which cost $0.01 for a thousand. It is read with the credentials of
        the AWS sources, and in each further account with the role named here.
      </p>
      <label className="flex items-center gap-2.5 text-sm">
        <input type="checkbox" name="read" defaultChecked={typed ? typed.read === "on" : read} className="size-4" />
        Read inventory and metrics once a day
      </label>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name="memberRole"
          label="Role in further accounts"
          optional
          defaultValue={typed?.memberRole ?? memberRole}
          errors={errors.memberRole}
        />
        <Lines
          name="memberAccounts"
          label="Further accounts"
          text={typed?.memberAccounts ?? memberAccounts.join("\n")}
          errors={errors.memberAccounts}
        />
        <Lines
          name="regions"
          label="Regions"
          text={typed?.regions ?? regions.join("\n")}
          errors={errors.regions}
          help="All that are switched on if left empty."
        />
      </div>
    </fieldset>
  );
}

type LinesProps = { name: string; label: string; text: string; help?: string; errors: string[] | undefined };

export function Lines({ name, label, text, help, errors }: LinesProps) {
  return (
    <Field id={name} label={label} optional help={help ?? "One on each line."} errors={errors}>
      <textarea
        {...describedBy({ id: name, help: "help", errors })}
        name={name}
        rows={3}
        defaultValue={text}
        className={classNames(controlLook, "px-3 py-2 font-mono text-xs")}
      />
    </Field>
  );
}
