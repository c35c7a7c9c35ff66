"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { removeDemo } from "./actions";

/** In the demo's workspace: where a real source or file goes, and the way out of the demo. */
export function DemoNotice({ canRemove }: { canRemove: boolean }) {
  const [state, submit, busy] = useActionState(removeDemo, {});
  const way = (
    <form action={submit}>
      <Button type="submit" busy={busy}>
        {busy ? "Removing the demo" : "Remove the demo"}
      </Button>
    </form>
  );
  return (
    <div className="mb-8">
      <Callout title="You are looking at the demo company" action={canRemove && way}>
        A source you add or a file you import goes to your own workspace, which is shown from then on. Real spend never
        mixes with the demo.
        {state.message && <span role="alert"> {state.message}</span>}
      </Callout>
    </div>
  );
}
