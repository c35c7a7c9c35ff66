"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { controlLook, describedBy, Field, TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { AlertReport } from "@/lib/alerts/list";
import { act } from "../actions";
import { settled } from "../alert-words";

/** What a person does about an alert; what they write goes with whichever button they choose. */
export function AlertActions({ alert, me }: { alert: AlertReport; me: string }) {
  const [state, submit, busy] = useActionState(act, {});
  const typed = state.typed ?? {};
  const isSettled = settled.includes(alert.state);
  const wrong = state.fields?.comment ?? (state.message ? [state.message] : undefined);
  return (
    <Panel id="act" title={isSettled ? "Comment" : "What to do"}>
      <form action={submit} className="flex max-w-3xl flex-col gap-4">
        <input type="hidden" name="id" value={alert.id} />
        <Field id="comment" label="Comment" optional={!isSettled} errors={wrong}>
          <textarea
            {...describedBy({ id: "comment", errors: wrong })}
            name="comment"
            rows={2}
            maxLength={4000}
            defaultValue={typed.comment}
            className={classNames(controlLook, "px-3 py-2")}
          />
        </Field>
        <div className="flex flex-wrap items-end gap-2">
          {!isSettled && alert.state !== "acknowledged" && (
            <ActButton busy={busy} action="acknowledge" word="Acknowledge" primary />
          )}
          {!isSettled && <ActButton busy={busy} action="resolve" word="Resolve" />}
          <ActButton busy={busy} action="comment" word="Comment" />
        </div>
        {!isSettled && (
          <div className="flex flex-wrap items-start gap-x-8 gap-y-4 border-line border-t pt-4">
            <div className="flex items-start gap-2">
              <TextField
                name="to"
                label="Assign to"
                type="email"
                autoComplete="off"
                className="w-64"
                defaultValue={typed.to ?? alert.assignedTo ?? (me.includes("@") ? me : "")}
                errors={state.fields?.to}
              />
              <ActButton busy={busy} action="assign" word="Assign" below />
            </div>
            <div className="flex items-start gap-2">
              <TextField
                name="days"
                label="Snooze for days"
                type="number"
                min={1}
                max={90}
                className="w-32"
                defaultValue={typed.days ?? "7"}
                errors={state.fields?.days}
              />
              <ActButton busy={busy} action="snooze" word="Snooze" below />
            </div>
          </div>
        )}
      </form>
    </Panel>
  );
}

type ButtonProps = { action: string; word: string; busy: boolean; primary?: boolean; below?: boolean };

function ActButton({ action, word, busy, primary = false, below = false }: ButtonProps) {
  return (
    <Button
      type="submit"
      name="action"
      value={action}
      busy={busy}
      look={primary ? "primary" : "secondary"}
      className={below ? "mt-[26px] h-9" : ""}
    >
      {word}
    </Button>
  );
}
