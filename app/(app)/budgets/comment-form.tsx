"use client";

import { useActionState } from "react";
import type { FormAction } from "@/app/form-action";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { controlLook, describedBy, Field } from "@/components/ui/field";

type Props = { action: FormAction; fields: Record<string, string>; name?: string };

export function CommentForm({ action, fields, name = "text" }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  const errors = state.fields?.[name] ?? (state.message ? [state.message] : undefined);
  return (
    <form action={submit} className="mt-4 flex max-w-[75ch] flex-col items-start gap-2">
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <Field id="comment" label="Add a comment" errors={errors} className="w-full">
        <textarea
          {...describedBy({ id: "comment", errors })}
          name={name}
          rows={2}
          required
          maxLength={4000}
          defaultValue={state.typed?.[name]}
          className={classNames(controlLook, "px-3 py-2")}
        />
      </Field>
      <Button type="submit" busy={busy}>
        Comment
      </Button>
    </form>
  );
}
