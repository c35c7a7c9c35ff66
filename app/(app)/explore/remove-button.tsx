"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";

type State = { message?: string };
type Props = {
  remove: (before: State, form: FormData) => Promise<State>;
  id: string;
  label: string;
  children: ReactNode;
};

/** Takes away what somebody kept, and says so where that was refused. */
export function RemoveButton({ remove, id, label, children }: Props) {
  const [state, act, busy] = useActionState(remove, {});
  return (
    <form action={act} className="inline-flex items-center gap-2">
      <input type="hidden" name="id" value={id} />
      <Button type="submit" look="ghost" size="s" busy={busy} aria-label={label}>
        {children}
      </Button>
      {state.message && (
        <span role="alert" className="text-bad text-xs">
          {state.message}
        </span>
      )}
    </form>
  );
}
