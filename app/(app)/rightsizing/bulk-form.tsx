"use client";

import { type FormEvent, type ReactNode, useActionState, useEffect, useRef, useState } from "react";
import { count } from "@/components/format";
import { Button } from "@/components/ui/button";
import { controlLook } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { actOnTicked } from "./actions";

const choices = [
  { value: "start", label: "Start on them" },
  { value: "assign", label: "Assign them to" },
  { value: "snooze", label: "Snooze them" },
  { value: "dismiss", label: "Dismiss them because" },
  { value: "done", label: "They are done today" },
  { value: "reopen", label: "Open them again" },
];

/** What each change takes besides a comment. */
const takes: Record<string, ("owner" | "dueOn" | "until")[]> = {
  start: ["owner", "dueOn"],
  assign: ["owner", "dueOn"],
  snooze: ["until"],
  dismiss: ["until"],
};

const BOXES = 'input[name^="chosen "]';
const look = `${controlLook} h-8 px-2.5`;

/** One change for all lines that are ticked in the table inside; the bar shows once there is one. */
export function BulkForm({ children }: { children: ReactNode }) {
  const [state, submit, busy] = useActionState(actOnTicked, {});
  const [action, setAction] = useState("start");
  const [ticked, setTicked] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const boxes = () => [...(form.current?.querySelectorAll<HTMLInputElement>(BOXES) ?? [])];
  const recount = () => setTicked(boxes().filter(({ checked }) => checked).length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer changes which lines there are
  useEffect(recount, [state, children]);
  const changed = ({ target }: FormEvent<HTMLFormElement>) => {
    if (target instanceof HTMLInputElement && target.dataset.all !== undefined) {
      for (const box of boxes()) box.checked = target.checked;
    }
    recount();
  };
  const wrong = Object.values(state.fields ?? {}).flatMap((errors) => errors ?? []);
  const told = [...wrong, state.message].filter(Boolean).join(" ");
  const has = (name: "owner" | "dueOn" | "until") => takes[action]?.includes(name);
  return (
    // React empties a form once it is answered: what was ticked and refused stays ticked.
    <form ref={form} action={submit} onChange={changed} onReset={(event) => event.preventDefault()} className="group">
      {children}
      <fieldset className="sticky bottom-16 z-10 mt-3 hidden flex-wrap items-center gap-2 border-line border-t bg-canvas py-3 group-has-[td_input:checked,th_input:checked]:flex md:bottom-0 [@media(scripting:none)]:flex">
        <legend className="sr-only">Change those that are ticked</legend>
        <span className="text-muted text-sm" aria-live="polite">
          {ticked > 0 ? `${count(ticked)} ticked:` : "Ticked:"}
        </span>
        <Select
          name="action"
          size="s"
          aria-label="What to do with those ticked"
          choices={choices}
          value={action}
          onChange={(event) => setAction(event.target.value)}
        />
        {has("owner") && (
          <input
            name="owner"
            type="email"
            aria-label="Owner, to assign to"
            placeholder="owner@example.com"
            className={`${look} max-w-52`}
          />
        )}
        {has("dueOn") && <DayInput name="dueOn" label="Due" />}
        {has("until") && <DayInput name="until" label="Until" />}
        <input
          name="comment"
          aria-label="Reason or comment"
          placeholder={action === "dismiss" ? "Reason" : "Comment"}
          maxLength={4000}
          className={`${look} max-w-64`}
        />
        <Button type="submit" busy={busy}>
          Change
        </Button>
      </fieldset>
      <p role="status" className="mt-2 text-sm empty:hidden">
        {told}
      </p>
    </form>
  );
}

function DayInput({ name, label }: { name: string; label: string }) {
  return (
    <label className="flex items-center gap-1.5 text-muted text-sm">
      {label}
      <input name={name} type="date" className={`${look} w-auto`} />
    </label>
  );
}
