"use client";

import { useActionState, useEffect, useRef, useState } from "react";
import type { FormAction } from "@/app/form-action";
import { money } from "@/components/format";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import type { SettingField } from "@/lib/sources/source";
import { RequestCapField } from "./request-cap-field";
import { SettingInput } from "./setting-input";

export type FormConnector = { id: string; label: string; fields: SettingField[]; requestPrice: string };
/** A source that exists: its settings in the open; secrets are never shown again. */
export type FormSource = { id: string; name: string; settings: Record<string, string> };

type Props = { connector: FormConnector; action: FormAction; source?: FormSource };

/** The settings form of any connector: it follows from the connector's own list of fields. */
export function ConnectorForm({ connector, action, source }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  const [chosen, setChosen] = useState(() => firstChoices(connector.fields, source));
  const form = useRef<HTMLFormElement>(null);
  // The form is long, and what is wrong may be out of sight.
  useEffect(() => {
    const wrong = state.fields ? "[aria-invalid=true]" : state.message ? "[role=alert]" : null;
    if (wrong) form.current?.querySelector<HTMLElement>(wrong)?.focus();
  }, [state]);
  const typed = state.typed ?? source?.settings ?? {};
  const shared = (field: SettingField) => ({ field, typed: typed[field.name], errors: state.fields?.[field.name] });
  const numbers = connector.fields.filter(({ kind }) => kind === "number");
  const others = connector.fields.filter(({ kind }) => kind !== "number");

  return (
    <form ref={form} action={submit} id="connect" className="flex max-w-2xl scroll-mt-20 flex-col gap-7">
      {/* Without JavaScript nothing can be shown on demand, so everything is shown. */}
      <noscript>
        <style>{"[data-conditional][hidden] { display: block }"}</style>
      </noscript>
      <Outcome message={state.message} wrong={state.fields} />
      <input type="hidden" name="connector" value={connector.id} />
      {source && <input type="hidden" name="sourceId" value={source.id} />}
      <TextField
        name="name"
        label="Name"
        required
        maxLength={100}
        defaultValue={state.typed?.name ?? source?.name ?? connector.label}
        errors={state.fields?.name}
        help="How this source is called on every page and in the commands."
      />
      {others.map((field) => (
        <div key={field.name} data-conditional="" hidden={!applies(field, chosen)}>
          <SettingInput
            {...shared(field)}
            isKept={source !== undefined}
            choose={(value) => setChosen({ ...chosen, [field.name]: value })}
          />
        </div>
      ))}
      {numbers.length > 0 && (
        <fieldset className="border-line border-t pt-6">
          <legend className="sr-only">Limits on paid requests</legend>
          <p className="mb-4 text-muted text-sm">Outlay stops before one of these limits is crossed.</p>
          <div className="flex flex-col gap-5">
            {numbers.map((field) => (
              <RequestCapField key={field.name} {...shared(field)} price={connector.requestPrice} />
            ))}
          </div>
        </fieldset>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button look="primary" size="l" type="submit" busy={busy}>
          {submitLabel(source !== undefined, busy)}
        </Button>
        {connector.requestPrice !== "0" && (
          <p className="text-muted text-sm">The check takes one request ({money(connector.requestPrice, "USD")}).</p>
        )}
      </div>
    </form>
  );
}

function Outcome({ message, wrong }: { message: string | undefined; wrong: object | undefined }) {
  const text = message ?? (wrong && "Nothing was saved yet: some fields below need another look.");
  if (!text) return null;
  return (
    <div role="alert" tabIndex={-1} className="rounded-lg">
      <Callout tone="bad">{text}</Callout>
    </div>
  );
}

function submitLabel(exists: boolean, busy: boolean): string {
  if (busy) return "Checking the connection";
  return exists ? "Save and check" : "Add and check";
}

function firstChoices(fields: SettingField[], source: FormSource | undefined): Record<string, string> {
  const choices = fields.flatMap(({ name, choices }) => (choices?.[0] ? [[name, choices[0].value]] : []));
  return { ...Object.fromEntries(choices), ...source?.settings };
}

const applies = ({ when }: SettingField, chosen: Record<string, string>) => !when || chosen[when.field] === when.is;
