"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { controlLook, describedBy, Field } from "@/components/ui/field";

type Props = {
  label: string;
  autoComplete: "current-password" | "new-password";
  help?: string | undefined;
  errors?: string[] | undefined;
};

/** A password that can be looked at while it is typed; without JavaScript it stays hidden. */
export function PasswordField({ label, autoComplete, help, errors }: Props) {
  const [shown, setShown] = useState(false);
  const id = "password";
  return (
    <Field id={id} label={label} help={help} errors={errors}>
      <div className="relative">
        <input
          name={id}
          type={shown ? "text" : "password"}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          {...describedBy({ id, help, errors })}
          className={`${controlLook} h-10 pr-11 pl-3`}
        />
        <Button
          look="ghost"
          size="icon"
          aria-label={shown ? "Hide the typed text" : "Show the typed text"}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
          className="absolute top-1 right-1"
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </Button>
      </div>
    </Field>
  );
}
