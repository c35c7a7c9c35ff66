"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { lookAgain } from "./actions";

/** A form with a button, so that it works without JavaScript too. */
export function LookButton({ children }: { children: string }) {
  const [state, submit, busy] = useActionState(lookAgain, {});
  return (
    <form action={submit} className="contents">
      <Button type="submit" busy={busy}>
        {children}
      </Button>
      {state.message && (
        <p role="alert" className="w-full text-right text-bad text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
