"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { addRules } from "./actions";

/** Begins rules for a tag; they start as the balanced preset. */
export function NewTagForm() {
  const [{ fields = {}, typed = {}, message }, submit, busy] = useActionState(addRules, {});
  return (
    <form action={submit} className="flex flex-wrap items-start gap-3">
      <TextField name="tagKey" label="Tag" placeholder="team" defaultValue={typed.tagKey} errors={fields.tagKey} />
      <TextField
        name="tagValue"
        label="Value"
        placeholder="payments"
        defaultValue={typed.tagValue}
        errors={fields.tagValue}
      />
      <Button type="submit" busy={busy} className="mt-6.5">
        Give it rules of its own
      </Button>
      {message && (
        <p role="alert" className="w-full text-bad text-sm">
          {message}
        </p>
      )}
    </form>
  );
}
