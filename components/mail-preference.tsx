"use client";

import { useActionState } from "react";
import type { FormAction } from "@/app/form-action";
import { Button } from "./ui/button";
import { Callout } from "./ui/callout";
import { Field, TextField } from "./ui/field";
import { Select } from "./ui/select";
import { useAnswerCount } from "./ui/use-answer-count";

type Preference = {
  digestHour: number | null;
  quietFrom: number | null;
  quietTo: number | null;
  timeZone: string;
  locale: string | null;
};
type Props = { action: FormAction; preference: Preference; token?: string };

const hours = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));
const locales = [
  ["", "As in Outlay"],
  ["en-US", "English (US): 11,240.18, Nov 19, 2026"],
  ["en-GB", "English (UK): 11,240.18, 19 Nov 2026"],
  ["de-DE", "German: 11.240,18, 19. Nov. 2026"],
  ["de-CH", "German (Switzerland): 11’240.18"],
  ["fr-FR", "French: 11 240,18, 19 nov. 2026"],
  ["es-ES", "Spanish: 11.240,18, 19 nov 2026"],
  ["it-IT", "Italian: 11.240,18, 19 nov 2026"],
  ["nl-NL", "Dutch: 11.240,18, 19 nov 2026"],
  ["pl-PL", "Polish: 11 240,18, 19 lis 2026"],
  ["pt-BR", "Portuguese (Brazil): 11.240,18"],
  ["sv-SE", "Swedish: 11 240,18, 19 nov. 2026"],
  ["ja-JP", "Japanese: 11,240.18, 2026年11月19日"],
] as const;

const shown = (hour: number | null) => (hour === null ? "" : String(hour));

/** How a reader wants mails; `token` stands for those who are not signed in. */
export function PreferenceForm({ action, preference, token }: Props) {
  const [state, submit, busy] = useActionState(action, {});
  const { digestHour, quietFrom, quietTo, timeZone, locale } = preference;
  const answers = useAnswerCount(state);
  const typed = state.typed ?? {};
  const listed = locales.some(([value]) => value === (locale ?? ""));
  return (
    <form action={submit} className="flex max-w-xl flex-col gap-5" key={answers}>
      {token !== undefined && <input type="hidden" name="token" value={token} />}
      <Field id="digestHour" label="Mails come" errors={state.fields?.digestHour}>
        <Select
          id="digestHour"
          name="digestHour"
          defaultValue={typed.digestHour ?? shown(digestHour)}
          choices={[
            { value: "", label: "At once" },
            ...hours.map(({ value, label }) => ({ value, label: `Once a day, at ${label}` })),
          ]}
        />
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field id="quietFrom" label="Quiet from" errors={state.fields?.quietFrom}>
          <Select
            id="quietFrom"
            name="quietFrom"
            defaultValue={typed.quietFrom ?? shown(quietFrom)}
            choices={[{ value: "", label: "Never" }, ...hours]}
          />
        </Field>
        <Field id="quietTo" label="Until" errors={state.fields?.quietTo}>
          <Select
            id="quietTo"
            name="quietTo"
            defaultValue={typed.quietTo ?? shown(quietTo)}
            choices={[{ value: "", label: "Never" }, ...hours]}
          />
        </Field>
      </div>
      <TextField
        name="timeZone"
        label="Time zone"
        defaultValue={typed.timeZone ?? timeZone}
        help="Such as Europe/Berlin or America/New_York. All hours are in it."
        errors={state.fields?.timeZone}
      />
      <Field id="locale" label="Numbers and dates" errors={state.fields?.locale}>
        <Select
          id="locale"
          name="locale"
          defaultValue={typed.locale ?? locale ?? ""}
          choices={[
            ...locales.map(([value, label]) => ({ value, label })),
            ...(listed ? [] : [{ value: locale ?? "", label: locale ?? "" }]),
          ]}
        />
      </Field>
      {state.message && <Callout live>{state.message}</Callout>}
      <div>
        <Button type="submit" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
