"use client";

import { type ReactNode, useActionState } from "react";
import type { FormAction } from "@/app/form-action";
import { Button } from "@/components/ui/button";

type Props = {
  action: FormAction;
  fields: Record<string, string>;
  look?: "primary" | "secondary" | "ghost" | "danger";
  size?: "s" | "m";
  label?: string;
  children: ReactNode;
};

/** A change that one button makes: a form, so that it works without JavaScript too. */
export function OneButtonForm({ action, fields, look = "ghost", size = "m", label, children }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  return (
    <form action={submit} className="contents">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button type="submit" look={look} size={size} busy={busy} aria-label={label}>
        {children}
      </Button>
      {state.message && (
        <p role="alert" className="order-last w-full text-bad text-sm">
          {state.message}
        </p>
      )}
    </form>
  );
}
