"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { describedBy, Field, TextField } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ShownSettings } from "@/lib/rightsizing/settings/settings";
import { type Preset, presets, type Rules } from "@/lib/rightsizing/settings/spec";
import { saveRules } from "./actions";
import { InventoryFields, Lines } from "./inventory-fields";
import { numberRules, percentiles, presetWords, switchRules } from "./rule-words";

type Props = {
  settings: ShownSettings;
  presets: Record<Preset, Rules>;
  /** Who gets letters without being a member is for admins to say. */
  mayAdmit?: boolean;
};

/** Choosing another preset and saving takes its values; values that are set by themselves stay. */
export function RulesForm({ settings, presets: values, mayAdmit = false }: Props) {
  const [state, submit, busy] = useActionState(saveRules, {});
  const { fields = {}, typed, message } = state;
  const { tagKey, tagValue, preset, rules, owner } = settings;
  const id = (name: string) => `${tagKey}-${tagValue}-${name}`;
  return (
    <form action={submit} className="flex max-w-4xl flex-col gap-6">
      <input type="hidden" name="tagKey" value={tagKey} />
      <input type="hidden" name="tagValue" value={tagValue} />
      <input type="hidden" name="presetBefore" value={preset} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id={id("preset")} label="Preset">
          <Select
            key={typed?.preset}
            id={id("preset")}
            name="preset"
            defaultValue={typed?.preset ?? preset}
            choices={presets.map((value) => ({ value, label: presetWords[value] }))}
          />
        </Field>
        <Field id={id("percentile")} label="Usage that must fit" errors={fields.percentile}>
          <Select
            {...describedBy({ id: id("percentile"), errors: fields.percentile })}
            key={typed?.percentile}
            name="percentile"
            defaultValue={typed?.percentile ?? String(rules.percentile)}
            choices={percentiles.map((value) => ({
              value: String(value),
              label: `p${value}${value === values[preset].percentile ? ", as preset" : ""}`,
            }))}
          />
        </Field>
        <TextField
          id={id("owner")}
          name="owner"
          type="email"
          label="Owner of new advice"
          optional
          defaultValue={typed?.owner ?? owner ?? undefined}
          errors={fields.owner}
        />
        {numberRules.map(({ name, label, help, percent }) => (
          <TextField
            key={name}
            id={id(name)}
            name={name}
            label={label}
            help={help}
            inputMode="decimal"
            defaultValue={typed?.[name] ?? String(percent ? Math.round(rules[name] * 100) : rules[name])}
            errors={fields[name]}
          />
        ))}
      </div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium text-sm">What may be proposed</legend>
        {switchRules.map(({ name, label }) => (
          <label key={name} className="flex items-center gap-2.5 text-sm">
            <input
              key={typed?.[name]}
              type="checkbox"
              name={name}
              defaultChecked={typed ? typed[name] === "on" : rules[name]}
              className="size-4"
            />
            {label}
          </label>
        ))}
      </fieldset>
      {tagKey === "" && <InventoryFields choice={settings.inventory} typed={typed} errors={fields} />}
      {tagKey === "" && mayAdmit && (
        <Lines
          name="letters"
          label="Weekly letters may go to"
          text={typed?.letters ?? settings.letters.join("\n")}
          errors={fields.letters}
          help="Owners who are members get them in any case. Others, such as owners named by a tag, only if their address or domain stands here: one on each line, a domain as @example.com."
        />
      )}
      {message && <p role="status">{message}</p>}
      <div>
        <Button type="submit" look="primary" busy={busy}>
          Save the rules
        </Button>
      </div>
    </form>
  );
}
