"use client";

import { Trash2 } from "lucide-react";
import { type ReactNode, useActionState } from "react";
import type { FormAction } from "@/app/form-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";

type Props = {
  action: FormAction;
  sourceId: string;
  name: string;
  /** What leaves the ledger with it. */
  consequence: ReactNode;
};

/** Asks before charges leave the ledger, and says which. */
export function ConfirmRemoval({ action, sourceId, name, consequence }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  const trigger = (
    <Button look="ghost" aria-label={`Remove ${name}`}>
      <Trash2 aria-hidden />
      Remove
    </Button>
  );
  return (
    <Dialog trigger={trigger} title={`Remove ${name}?`} description={consequence}>
      <form action={submit} className="flex flex-col gap-4">
        <input type="hidden" name="sourceId" value={sourceId} />
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
            Remove the source and its charges
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
