"use client";

import { Pencil } from "lucide-react";
import { useActionState, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { editChannel } from "./actions";
import { Outcome } from "./outcome";

type Channel = { id: string; name: string; kind: string; host: string; budgetIds: string[]; allowsPrivate: boolean };
type Props = { channel: Channel; budgets: { id: string; name: string }[] };

/** Everything of a channel but its kind. */
export function EditChannel({ channel: { id, name, kind, host, budgetIds, allowsPrivate }, budgets }: Props) {
  const [state, submit, busy] = useActionState(editChannel, {});
  const [chosen, choose] = useState(budgetIds);
  const own = useId();
  const trigger = (
    <Button look="ghost" size="icon" aria-label={`Change ${name}`}>
      <Pencil aria-hidden />
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={`Change ${name}`} description="What still waits for it goes to the new address.">
      <form action={submit} className="flex flex-col gap-4 text-left">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="budgetIds" value={chosen.join(",")} />
        <TextField
          id={`${own}-name`}
          name="name"
          label="Name"
          required
          defaultValue={state.typed?.name ?? name}
          errors={state.fields?.name}
        />
        <TextField
          id={`${own}-address`}
          name="secretAddress"
          type="url"
          label="New address"
          optional
          autoComplete="off"
          placeholder="https://"
          help={`Empty: it stays as it is, at ${host}.`}
          errors={state.fields?.secretAddress}
        />
        <Told budgets={budgets} chosen={chosen} choose={choose} />
        <Check name="allowsPrivate" label="The address is inside our own network" defaultChecked={allowsPrivate} />
        {kind === "webhook" && (
          <Check name="renewSecret" label="Make a new secret; what is signed with the old one ends" />
        )}
        <Outcome state={state} detailsLabel="The secret" />
        <div className="flex justify-end">
          <Button look="primary" type="submit" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

type ToldProps = Pick<Props, "budgets"> & { chosen: string[]; choose: (ids: string[]) => void };

function Told({ budgets, chosen, choose }: ToldProps) {
  if (budgets.length === 0) return null;
  const toggled = (id: string) => (chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">
        Told of {chosen.length === 0 ? "all budgets" : `${chosen.length} of ${budgets.length} budgets`}
      </legend>
      <div className="max-h-40 overflow-auto rounded-md border border-line p-2">
        {budgets.map(({ id, name }) => (
          <label key={id} className="flex items-center gap-2.5 py-1 text-sm">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={chosen.includes(id)}
              onChange={() => choose(toggled(id))}
            />
            {name}
          </label>
        ))}
      </div>
      <p className="text-muted text-xs">With none chosen it is told of all, also of those to come.</p>
    </fieldset>
  );
}

function Check({ name, label, defaultChecked = false }: { name: string; label: string; defaultChecked?: boolean }) {
  return (
    <label className="flex items-start gap-2.5 text-sm">
      <input type="checkbox" name={name} defaultChecked={defaultChecked} className="mt-0.5 size-4 accent-accent" />
      {label}
    </label>
  );
}
