"use client";

import { Trash2 } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { remove } from "./actions";

export function RemoveRate({ base, quote, day }: { base: string; quote: string; day: string }) {
  const [state, submit, busy] = useActionState(remove, {});
  return (
    <form action={submit} className="inline-flex items-center gap-2">
      <input type="hidden" name="base" value={base} />
      <input type="hidden" name="quote" value={quote} />
      <input type="hidden" name="day" value={day} />
      {state.message && <span role="alert">{state.message}</span>}
      <Button
        look="ghost"
        size="icon"
        type="submit"
        busy={busy}
        aria-label={`Remove the rate of ${base} to ${quote} from ${day} on`}
      >
        <Trash2 aria-hidden />
      </Button>
    </form>
  );
}
