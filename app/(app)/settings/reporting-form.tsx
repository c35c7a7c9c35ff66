"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { chooseCurrency } from "./actions";

/** The browser's list, so that it works on phones and without scripts. */
export function ReportingForm({ reporting, choices }: { reporting: string; choices: string[] }) {
  const [state, submit, busy] = useActionState(chooseCurrency, {});
  const all = reporting && !choices.includes(reporting) ? [reporting, ...choices] : choices;
  return (
    <form action={submit} className="flex max-w-xl flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <Field id="currency" label="Show amounts in" errors={state.fields?.currency}>
          <Select
            id="currency"
            name="currency"
            className="w-64"
            key={reporting}
            defaultValue={reporting}
            choices={[
              { value: "", label: "Their billing currencies" },
              ...all.map((code) => ({ value: code, label: code })),
            ]}
          />
        </Field>
        <Button type="submit" busy={busy} className="h-9">
          Save
        </Button>
      </div>
      {state.message && <Callout live>{state.message}</Callout>}
    </form>
  );
}
