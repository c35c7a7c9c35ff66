"use client";

import { useActionState } from "react";
import type { FormState } from "@/app/form-action";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { controlLook, describedBy, Field, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { AdviceState } from "@/lib/rightsizing/words";
import { act } from "../actions";

type Card = { id: string; state: AdviceState; owner: string | null; dueOn: string | null; ticket: string | null };

const unfinished: AdviceState[] = ["open", "in_progress", "snoozed", "failed"];

/** What a person does about it; what they write goes with whichever button they choose. */
export function AdviceActions({ card, me }: { card: Card; me: string }) {
  const [state, submit, busy] = useActionState(act, {});
  const isUnfinished = unfinished.includes(card.state);
  const wrong = state.fields?.comment ?? state.fields?.reason;
  const button = (action: string, word: string, look: "primary" | "secondary" = "secondary") => (
    <Button type="submit" name="action" value={action} look={look} busy={busy}>
      {word}
    </Button>
  );
  return (
    <Panel id="act" title="What to do about it">
      <form action={submit} className="flex max-w-3xl flex-col gap-4">
        <input type="hidden" name="id" value={card.id} />
        <Field
          id="comment"
          label="Comment or reason"
          optional
          help="To dismiss it, say why: it stays dismissed when it is found again."
          errors={wrong}
        >
          <textarea
            {...describedBy({ id: "comment", help: "help", errors: wrong })}
            name="comment"
            rows={2}
            maxLength={4000}
            defaultValue={state.typed?.comment}
            className={classNames(controlLook, "px-3 py-2")}
          />
        </Field>
        {isUnfinished && <Fields card={card} me={me} state={state} />}
        {state.message && (
          <p role="alert" className="text-bad text-sm">
            {state.message}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {isUnfinished && card.state !== "in_progress" && button("start", "Start on it", "primary")}
          {isUnfinished && button("done", "It is done", card.state === "in_progress" ? "primary" : "secondary")}
          {isUnfinished && button("assign", "Assign")}
          {isUnfinished && card.state !== "failed" && button("snooze", "Snooze")}
          {isUnfinished && button("dismiss", "Dismiss")}
          {card.state !== "open" && card.state !== "verified" && button("reopen", "Open it again")}
          {button("comment", "Comment")}
        </div>
        <div className="flex flex-wrap items-end gap-2">
          <TextField
            name="link"
            type="url"
            label="Ticket"
            optional
            placeholder="https://"
            className="min-w-64"
            defaultValue={state.typed?.link ?? card.ticket ?? undefined}
            errors={state.fields?.link}
          />
          {button("ticket", "Keep the link")}
        </div>
      </form>
    </Panel>
  );
}

const days = [
  { name: "dueOn", label: "Due", help: "To start or assign it." },
  { name: "on", label: "Changed on", help: "When it is done; today if left empty." },
  { name: "until", label: "Set aside until", help: "To snooze it, 30 days if left empty; to dismiss it, for good." },
] as const;

function Fields({ card, me, state: { typed = {}, fields = {} } }: { card: Card; me: string; state: FormState }) {
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
      <TextField
        name="owner"
        type="email"
        label="Owner"
        optional
        defaultValue={typed.owner ?? card.owner ?? me}
        errors={fields.owner}
      />
      {days.map(({ name, label, help }) => (
        <TextField
          key={name}
          name={name}
          type="date"
          label={label}
          optional
          help={help}
          defaultValue={typed[name] ?? (name === "dueOn" ? card.dueOn : null) ?? undefined}
          errors={fields[name]}
        />
      ))}
    </div>
  );
}
