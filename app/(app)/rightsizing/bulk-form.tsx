"use client";

import { type ReactNode, useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlLook } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { actOnTicked } from "./actions";

const choices = [
  { value: "start", label: "Start on them" },
  { value: "assign", label: "Assign them to" },
  { value: "snooze", label: "Snooze them for 30 days" },
  { value: "dismiss", label: "Dismiss them because" },
  { value: "done", label: "They are done today" },
  { value: "reopen", label: "Open them again" },
];

/** One change for all lines that are ticked in the table inside. */
export function BulkForm({ children }: { children: ReactNode }) {
  const [state, submit, busy] = useActionState(actOnTicked, {});
  const wrong = Object.values(state.fields ?? {}).flatMap((errors) => errors ?? []);
  return (
    <form action={submit}>
      {children}
      <fieldset className="sticky bottom-16 mt-3 flex flex-wrap items-center gap-2 border-line border-t bg-canvas py-3 md:bottom-0">
        <legend className="sr-only">Change those that are ticked</legend>
        <span className="text-muted text-sm">Ticked:</span>
        <Select name="action" size="s" aria-label="What to do with those ticked" choices={choices} />
        <input
          name="owner"
          type="email"
          aria-label="Owner, to assign to"
          placeholder="owner@example.com"
          defaultValue={state.typed?.owner}
          className={`${controlLook} h-8 max-w-52 px-2.5`}
        />
        <input
          name="comment"
          aria-label="Reason or comment"
          placeholder="Reason or comment"
          maxLength={4000}
          defaultValue={state.typed?.comment}
          className={`${controlLook} h-8 max-w-64 px-2.5`}
        />
        <Button type="submit" busy={busy}>
          Change
        </Button>
        <p role="status" className="w-full text-sm empty:hidden">
          {[...wrong, state.message].filter(Boolean).join(" ")}
        </p>
      </fieldset>
    </form>
  );
}
