import type { z } from "zod";
import { seal, unseal } from "../auth/secret-box";
import type { Source } from "../db/generated/client";
import { DomainError } from "../errors";
import { type Connector, connectorNamed } from "../sources/registry";

type Values = Record<string, unknown>;

/** What was entered for a source does not do; `fields` says what is wrong where. */
export class InvalidSettings extends DomainError {
  readonly fields: Record<string, string[]>;

  constructor(fields: Record<string, string[]>) {
    const [first = []] = Object.values(fields);
    super("invalid", first[0] ?? "The settings of the source are not valid.");
    this.name = "InvalidSettings";
    this.fields = fields;
  }
}

/** Settings as they are stored: what may be shown in the open, secrets sealed for this source alone. */
export type StoredSettings = { settings: Values; sealed: Uint8Array<ArrayBuffer> | null };

type Place = { workspaceId: string; sourceId: string };

export function settingsToStore(connector: Connector, given: Values, place: Place): StoredSettings {
  const parsed = parsedSettings(connector, applicable(connector, given));
  const isSecret = new Set(connector.fields.filter(({ kind }) => kind === "secret").map(({ name }) => name));
  const entries = Object.entries(parsed).filter(([, value]) => value !== undefined);
  const secrets = entries.filter(([name]) => isSecret.has(name));
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !isSecret.has(name))),
    sealed:
      secrets.length > 0 ? seal(place.workspaceId, fieldOf(place), JSON.stringify(Object.fromEntries(secrets))) : null,
  };
}

export type OpenedSource = {
  connector: Connector;
  settings: ReturnType<Connector["settings"]["parse"]>;
  /** Replaces every secret in a text that is to be kept or shown. */
  redacted: (text: string) => string;
};

/** The settings with their secrets, for the connector and nobody else. */
export function openedSource(
  source: Pick<Source, "id" | "workspaceId" | "connector" | "settings" | "sealed">,
): OpenedSource {
  const connector = connectorNamed(source.connector);
  const secrets = secretsOf(source);
  const settings = parsedSettings(connector, { ...(source.settings as Values), ...secrets });
  const hidden = Object.values(secrets).filter((secret): secret is string => typeof secret === "string");
  return {
    connector,
    settings,
    redacted: (text) => hidden.reduce((shown, each) => shown.replaceAll(each, "***"), text),
  };
}

function secretsOf({ id, workspaceId, sealed }: Pick<Source, "id" | "workspaceId" | "sealed">): Values {
  if (!sealed) return {};
  return JSON.parse(unseal(workspaceId, fieldOf({ workspaceId, sourceId: id }), sealed)) as Values;
}

/** Secrets that a change of settings does not mention stay as they are. */
export function withKeptSecrets(source: Pick<Source, "id" | "workspaceId" | "sealed">, given: Values): Values {
  const isEntered = ([, value]: [string, unknown]) => value !== undefined && value !== "";
  return { ...secretsOf(source), ...Object.fromEntries(Object.entries(given).filter(isEntered)) };
}

function parsedSettings(connector: Connector, given: Values) {
  const parsed = connector.settings.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields: Record<string, string[]> = {};
  for (const { field, message } of parsed.error.issues.flatMap((issue) => problemsOf(connector, issue))) {
    fields[field] = [...(fields[field] ?? []), message];
  }
  throw new InvalidSettings(fields);
}

function problemsOf({ label }: Connector, issue: z.core.$ZodIssue): { field: string; message: string }[] {
  if (issue.code !== "unrecognized_keys")
    return [{ field: String(issue.path[0] ?? "settings"), message: issue.message }];
  return issue.keys.map((field) => ({ field, message: `${label} has no setting called ${field}.` }));
}

/** Leaves out what belongs to another choice than the one made, such as a key that was typed before a role was chosen. */
function applicable(connector: Connector, given: Values): Values {
  const isIdle = ([name]: [string, unknown]) => {
    const when = connector.fields.find((field) => field.name === name)?.when;
    return when !== undefined && given[when.field] !== undefined && given[when.field] !== when.is;
  };
  return Object.fromEntries(Object.entries(given).filter((entry) => !isIdle(entry)));
}

const fieldOf = ({ sourceId }: Place) => `source/${sourceId}/settings`;
