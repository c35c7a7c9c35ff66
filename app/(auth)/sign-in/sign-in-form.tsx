"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "../password-field";
import { enter } from "./actions";

export function SignInForm({ returnTo }: { returnTo: string }) {
  const [state, submit, busy] = useActionState(enter, {});
  return (
    <form action={submit} className="mt-8 flex flex-col gap-5">
      {state.message && (
        <Callout tone="bad" live>
          {state.message}
        </Callout>
      )}
      <input type="hidden" name="returnTo" value={returnTo} />
      <TextField
        name="email"
        type="email"
        label="E-mail"
        autoComplete="username"
        required
        defaultValue={state.typed?.email}
        errors={state.fields?.email}
        className="[&_input]:h-10"
      />
      <PasswordField label="Password" autoComplete="current-password" errors={state.fields?.password} />
      <Button look="primary" size="l" type="submit" busy={busy}>
        {busy ? "Signing in" : "Sign in"}
      </Button>
    </form>
  );
}
