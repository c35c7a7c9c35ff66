"use client";

import { type ReactNode, useActionState } from "react";
import type { FormAction } from "@/app/form-action";
import { Button } from "@/components/ui/button";

type Props = {
  action: FormAction;
  sourceId: string;
  children: ReactNode;
  look?: "primary" | "secondary" | "ghost";
  /** What it does to which source, for those who hear the page. */
  label: string;
};

/** One change of one source: a form with a button, so that it works without JavaScript too. */
export function SourceAction({ action, sourceId, children, look = "secondary", label }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  return (
    <form action={submit} className="contents">
      <input type="hidden" name="sourceId" value={sourceId} />
      <Button type="submit" look={look} busy={busy} aria-label={label}>
        {children}
      </Button>
      {state.message && (
        <p role="alert" className="order-last w-full text-right text-bad text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
