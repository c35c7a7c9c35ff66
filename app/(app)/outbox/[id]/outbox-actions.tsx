"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { act } from "../actions";

export function OutboxActions({ id, state: at }: { id: string; state: string }) {
  const [state, submit, busy] = useActionState(act, {});
  return (
    <form action={submit} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="id" value={id} />
      {state.message && (
        <span role="status" className="text-sm">
          {state.message}
        </span>
      )}
      {at !== "suppressed" && (
        <Button type="submit" name="action" value="suppress" busy={busy}>
          Do not send
        </Button>
      )}
      <Button type="submit" name="action" value="send" look="primary" busy={busy}>
        Send now
      </Button>
    </form>
  );
}
