import type { FormState } from "@/app/form-action";
import { InvalidSettings } from "@/lib/ledger/source-settings";
import { connectorNamed } from "@/lib/sources/registry";

type Entered = Record<string, string>;

/** The connector's own fields of a form: a new source leaves blanks to the defaults, a change may blank a setting. */
export function enteredSettings(connector: string, form: Record<string, unknown>, blanks: "skip" | "keep"): Entered {
  const entries = connectorNamed(connector).fields.flatMap(({ name, kind }) => {
    const value = form[name];
    if (typeof value !== "string") return [];
    const isBlank = value.trim() === "";
    if (isBlank && (blanks === "skip" || kind === "number")) return [];
    return [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Puts what the connector says about its settings beside the fields, and what was typed back into them. */
export async function besideFields(
  { connector, typed }: { connector: string; typed: Entered },
  run: () => Promise<FormState>,
): Promise<FormState> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InvalidSettings)) throw error;
    return { fields: error.fields, typed: withoutSecrets(connector, typed) };
  }
}

function withoutSecrets(connector: string, typed: Entered): Entered {
  const secrets = new Set(
    connectorNamed(connector)
      .fields.filter(({ kind }) => kind === "secret")
      .map(({ name }) => name),
  );
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !secrets.has(name)));
}
