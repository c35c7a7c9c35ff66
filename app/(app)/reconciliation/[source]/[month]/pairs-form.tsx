"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { sayPairs } from "./actions";

type Props = { sourceId: string; month: string; isRight: boolean };

/** One answer about equal pairs: that they are right, or that it is taken back. */
export function PairsForm({ sourceId, month, isRight }: Props) {
  const [state, submit, busy] = useActionState(sayPairs, {});
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="sourceId" value={sourceId} />
      <input type="hidden" name="month" value={month} />
      <input type="hidden" name="isRight" value={isRight ? "yes" : "no"} />
      <Button type="submit" busy={busy}>
        {isRight ? "This is right" : "Take it back"}
      </Button>
      {state.message && (
        <p role="alert" className="text-bad text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
