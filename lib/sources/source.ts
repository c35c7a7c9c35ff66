import type { z } from "zod";
import type { Charge, StatedTotal } from "../focus/charge";
import type { Period } from "../focus/period";
import type { Sent } from "./aws/sent";
import type { Survey } from "./delivery";

/** What a field of the settings form looks like; `secret` ones are stored encrypted and never shown again. */
export type SettingField = {
  name: string;
  label: string;
  help?: string;
  kind: "text" | "secret" | "choice" | "number";
  choices?: { value: string; label: string }[];
  /** Shown only while another field has this value. */
  when?: { field: string; is: string };
  placeholder?: string;
};

/** Everything of one (billing account, billing period) at once: it replaces what was there. */
export type SourceSlice = {
  billingAccountId: string;
  period: Period;
  /** The provider will not change these amounts any more. */
  final: boolean;
  tagsMeasured: boolean;
  charges: Iterable<Charge> | AsyncIterable<Charge>;
  /** Control totals of the provider, by day where it gives them. */
  stated: StatedTotal[];
  notes: string[];
};

/** What a connector may remember between syncs; plain JSON, kept with the source. */
export type Memory = Record<string, unknown>;

/**
 * What a source knows of a bill: an export holds its line items, a summary only their sums. Where both cover a
 * (billing account, period), the export is the authority and the summary its control total. Uploaded files are exports.
 */
export type Authority = "export" | "summary";

/** Nothing stored yet, or only the months that may still change. */
export type Purpose = "backfill" | "sync";

/** What the world hands to a connector: it has no database, no clock and no workspace of its own. */
export type Reading = {
  now: Date;
  purpose: Purpose;
  memory: Memory;
  /** Ours to give and nobody's to choose: a role that trusts us asks for it. */
  externalId: string;
  /** Names the billing account when the provider does not tell it. */
  fallbackAccountId: string;
  /** Where the provider is imitated, such as the demo's loopback server; null is the provider itself. */
  endpoint: string | null;
  /** Where a folder may be watched, as whoever runs Outlay allows it, and where Outlay keeps its own data. */
  folders: { watchable: string[]; own: string };
  /** Resolves when one more paid request may be sent; refuses with `cap_reached` before a cap is crossed. */
  spend: () => Promise<void>;
  /** Where requests are counted, if somebody wants to know how many there were. */
  sent?: Sent;
  progress: (progress: { step: string; done?: number; total?: number; text: string }) => void;
  signal: AbortSignal;
};

export type CheckOutcome = { ok: boolean; message: string; advice?: string };

/** How many paid requests may be sent: in one sync, in a calendar month in all, and in all back-fills together. */
export type Caps = { sync: number; month: number; backfill: number };

/** A text the user needs on the provider's side, such as a policy. */
export type Instruction = { title: string; text: string };

type Definition<S extends z.ZodObject> = {
  id: string;
  label: string;
  /** One sentence for the person who chooses. */
  description: string;
  authority: Authority;
  settings: S;
  fields: SettingField[];
  /** Dollars for one request, as the provider prices it; "0" where asking costs nothing worth counting. */
  requestPrice: string;
  /** Null where asking costs nothing. */
  caps: ((settings: z.output<S>) => Caps) | null;
  hoursBetweenSyncs: number;
  /** What to set up at the provider before a check can succeed. */
  instructions: (settings: z.output<S>, externalId: string) => Instruction[];
  check: (settings: z.output<S>, reading: Reading) => Promise<CheckOutcome>;
};

/** A source that is asked for rows, such as an API. */
export type RowSource<S extends z.ZodObject> = Definition<S> & {
  delivers: "rows";
  /** The days that the next sync has to read. */
  due: (now: Date, purpose: Purpose, memory: Memory) => Period;
  /** Yields whole slices; what it does not yield stays as it is. */
  read: (settings: z.output<S>, period: Period, reading: Reading) => AsyncGenerator<SourceSlice, { memory: Memory }>;
};

/** A source whose provider puts files somewhere. */
export type FileSource<S extends z.ZodObject> = Definition<S> & {
  delivers: "files";
  /** Looks at everything that is there without reading it; what changed since is then brought and imported. */
  survey: (settings: z.output<S>, reading: Reading) => Promise<Survey>;
};

export function defineSource<S extends z.ZodObject>(definition: RowSource<S>): RowSource<S>;
export function defineSource<S extends z.ZodObject>(definition: FileSource<S>): FileSource<S>;
export function defineSource<S extends z.ZodObject>(definition: RowSource<S> | FileSource<S>) {
  return definition;
}
