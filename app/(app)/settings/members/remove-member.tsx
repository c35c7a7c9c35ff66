"use client";

import { UserMinus } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { remove } from "./actions";

export function RemoveMember({ email }: { email: string }) {
  const [state, submit, busy] = useActionState(remove, {});
  const trigger = (
    <Button look="ghost" size="icon" aria-label={`Remove the access of ${email}`}>
      <UserMinus aria-hidden />
    </Button>
  );
  return (
    <Dialog
      trigger={trigger}
      title={`Remove the access of ${email}?`}
      description="They are signed out everywhere at once. What they wrote stays."
    >
      <form action={submit} className="flex flex-col gap-4">
        <input type="hidden" name="email" value={email} />
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
            Remove access
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
