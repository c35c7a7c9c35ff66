"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field } from "@/components/ui/field";
import { importEcb, removeEcb } from "./actions";

const ADDRESS = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/";

export function EcbForm({ hasRates }: { hasRates: boolean }) {
  const [state, submit, busy] = useActionState(importEcb, {});
  const [removed, remove, removing] = useActionState(removeEcb, {});
  const told = state.message ?? removed.message;
  const help = (
    <>
      eurofxref-hist.zip or the csv inside it, from{" "}
      <a href={ADDRESS} className="text-accent underline" rel="noreferrer" target="_blank">
        the ECB’s page of reference rates
      </a>
      . The same file again changes nothing.
    </>
  );
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <form action={submit} className="flex flex-wrap items-end gap-3">
          <Field id="ecb-file" label="File of rates" errors={state.fields?.file}>
            <input
              id="ecb-file"
              name="file"
              type="file"
              required
              accept=".csv,.zip"
              aria-describedby="ecb-file-from"
              className="h-9 max-w-full text-sm file:mr-3 file:h-9 file:cursor-pointer file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-ink"
            />
          </Field>
          <Button look={hasRates ? "secondary" : "primary"} type="submit" busy={busy} className="h-9">
            Import the rates
          </Button>
        </form>
        {hasRates && (
          <form action={remove}>
            <Button look="ghost" type="submit" busy={removing} className="h-9">
              Remove all ECB rates
            </Button>
          </form>
        )}
      </div>
      <p id="ecb-file-from" className="max-w-[75ch] text-muted text-xs">
        {help}
      </p>
      {told && <Callout live>{told}</Callout>}
    </div>
  );
}
