"use client";

import { Trash2 } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { remove } from "./actions";

/** Asks before a budget leaves with everything that was known of it. */
export function RemoveBudget({ id, name }: { id: string; name: string }) {
  const [state, submit, busy] = useActionState(remove, {});
  const trigger = (
    <Button look="ghost" aria-label={`Delete ${name}`}>
      <Trash2 aria-hidden />
      Delete
    </Button>
  );
  return (
    <Dialog
      trigger={trigger}
      title={`Delete ${name}?`}
      description="Its history, alerts and comments go with it. Budgets that are part of it stand by themselves then. Charges stay as they are."
    >
      <form action={submit} className="flex flex-col gap-4">
        <input type="hidden" name="id" value={id} />
        {state.message && (
          <Callout tone="bad" live>
            {state.message}
          </Callout>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <DialogClose asChild>
            <Button>Keep it</Button>
          </DialogClose>
          <Button look="danger" type="submit" busy={busy}>
            Delete the budget
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
