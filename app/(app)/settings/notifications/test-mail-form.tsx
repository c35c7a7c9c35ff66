"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { sendTestMail } from "./actions";
import { Outcome } from "./outcome";

export function TestMailForm({ address }: { address: string }) {
  const [state, submit, busy] = useActionState(sendTestMail, {});
  return (
    <form action={submit} className="mt-5 flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <TextField
          name="to"
          type="email"
          label="Send an example to"
          required
          defaultValue={state.typed?.to ?? address}
          errors={state.fields?.to}
          className="w-72"
        />
        <Button type="submit" busy={busy} className="h-9">
          {busy ? "Sending" : "Send a test mail"}
        </Button>
      </div>
      <Outcome state={state} detailsLabel="What both sides said" />
    </form>
  );
}
