"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

type State = { message?: string; fields?: Record<string, string[] | undefined>; typed?: Record<string, string> };
type Props = { write: (before: State, form: FormData) => Promise<State>; first: string; last: string };

/** A day and what happened on it. */
export function NoteForm({ write, first, last }: Props) {
  const [state, act, busy] = useActionState(write, {});
  return (
    <form action={act} className="flex flex-col gap-3">
      <TextField
        name="day"
        id="note-day"
        label="Day"
        type="date"
        required
        min={first}
        max={last}
        defaultValue={state.typed?.day ?? last}
        errors={state.fields?.day}
      />
      <TextField
        name="text"
        id="note-text"
        label="What happened"
        required
        maxLength={500}
        autoComplete="off"
        defaultValue={state.typed?.text ?? ""}
        errors={state.fields?.text}
      />
      {state.message && (
        <p role="status" className="text-muted text-sm">
          {state.message}
        </p>
      )}
      <Button type="submit" look="primary" busy={busy} className="self-end">
        Add
      </Button>
    </form>
  );
}
