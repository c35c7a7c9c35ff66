"use client";

import { Pencil } from "lucide-react";
import { useActionState, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog } from "@/components/ui/dialog";
import { controlLook, Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { change } from "./actions";

type Props = { email: string; role: string; sees: "all" | "only"; only: string };

const roleChoices = [
  { value: "viewer", label: "Viewer: looks" },
  { value: "editor", label: "Editor: imports and plans" },
  { value: "admin", label: "Admin: connects and lets in" },
];
const seesChoices = [
  { value: "all", label: "Everything" },
  { value: "only", label: "Only charges of these conditions" },
];

/** What somebody may do and see. */
export function EditMember({ email, role, sees, only }: Props) {
  const [state, submit, busy] = useActionState(change, {});
  const [choice, choose] = useState<string>(sees);
  const id = useId();
  const typed = state.typed ?? {};
  const trigger = (
    <Button look="ghost" size="icon" aria-label={`Change ${email}`}>
      <Pencil aria-hidden />
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={email} description="It holds from their next page on.">
      <form action={submit} className="flex flex-col gap-4 text-left">
        <input type="hidden" name="email" value={email} />
        <Field id={`${id}-role`} label="Role">
          <Select id={`${id}-role`} name="role" choices={roleChoices} defaultValue={typed.role ?? role} />
        </Field>
        <Field id={`${id}-sees`} label="Sees">
          <Select
            id={`${id}-sees`}
            name="sees"
            choices={seesChoices}
            value={choice}
            onChange={({ target }) => choose(target.value)}
          />
        </Field>
        {choice === "only" && (
          <Field
            id={`${id}-only`}
            label="Conditions"
            help="One a line, such as tag.team:eq:payments or subAccount:in:111,222. A charge is seen when all of them hold."
          >
            <textarea
              id={`${id}-only`}
              name="only"
              rows={4}
              spellCheck={false}
              aria-describedby={`${id}-only-help`}
              defaultValue={typed.only ?? only}
              className={`${controlLook} px-3 py-2 font-mono`}
            />
          </Field>
        )}
        {state.message && (
          <Callout live tone={state.typed ? "bad" : "good"}>
            {state.message}
          </Callout>
        )}
        <div className="flex justify-end">
          <Button look="primary" type="submit" busy={busy}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
