"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { PasswordField } from "../password-field";
import { createFirstAdmin } from "./actions";

export function SetupForm({ token }: { token: string }) {
  const [state, submit, busy] = useActionState(createFirstAdmin, {});
  return (
    <form action={submit} className="mt-8 flex flex-col gap-5">
      {state.message && (
        <Callout tone="bad" live>
          {state.message}
        </Callout>
      )}
      <input type="hidden" name="token" value={token} />
      <TextField
        name="name"
        label="Your name"
        autoComplete="name"
        required
        defaultValue={state.typed?.name}
        errors={state.fields?.name}
        className="[&_input]:h-10"
      />
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
      <PasswordField
        label="Password"
        autoComplete="new-password"
        help="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
        errors={state.fields?.password}
      />
      <Button look="primary" size="l" type="submit" busy={busy}>
        {busy ? "Creating the admin" : "Create the admin"}
      </Button>
    </form>
  );
}
