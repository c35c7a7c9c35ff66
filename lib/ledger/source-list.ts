import { requireWholeBill, type Scope } from "../auth/scope";
import { db } from "../db/client";
import type { ImportRun, RequestMeter, Source } from "../db/generated/client";
import { type Day, dayOf, monthOf } from "../focus/period";
import { connectors } from "../sources/registry";
import type { Caps, Instruction } from "../sources/source";
import type { ImportProgress } from "./import-outcome";
import type { LastCheck } from "./source-check";
import { sourceInScope } from "./source-one";
import type { RunError } from "./sync-finish";

export type RunGlance = {
  id: string;
  state: ImportRun["state"];
  requestedAt: string;
  finishedAt: string | null;
  rows: number;
  requests: number;
  requestCost: string;
  error: RunError | null;
  progress: ImportProgress | null;
};

/** Paid requests of the calendar month so far, and of every first reading together. */
export type Meter = { month: Day; requests: number; dollars: string; backfillRequests: number; price: string };

/** A source as pages, the API and commands show it: nothing secret is in it. */
export type SourceSummary = {
  id: string;
  connector: string;
  connectorLabel: string;
  name: string;
  state: Source["state"];
  dataThrough: Day | null;
  nextSyncAt: string | null;
  createdAt: string;
  settings: Record<string, unknown>;
  /** Names of the secret settings that are stored; their values never leave the server. */
  secrets: string[];
  externalId: string;
  instructions: Instruction[];
  lastCheck: LastCheck | null;
  /** It is read from somewhere and can be checked and synced; uploaded files cannot. */
  connected: boolean;
  /** Null where asking costs nothing. */
  meter: Meter | null;
  caps: Caps | null;
  lastRun: RunGlance | null;
  /** The run that is queued or running now. */
  activeRunId: string | null;
};

type Found = Source & { runs: ImportRun[]; meters: RequestMeter[] };

const related = { runs: { orderBy: { requestedAt: "desc" as const }, take: 1 }, meters: true };

export async function sourceList(scope: Scope, now: Date): Promise<SourceSummary[]> {
  requireWholeBill(scope, "Sources are of");
  const where = { workspaceId: scope.workspaceId };
  const found = await db.source.findMany({ where, orderBy: { name: "asc" }, include: related });
  const active = await activeRuns(found.map(({ id }) => id));
  return found.map((source) => summaryOf(source, active.get(source.id) ?? null, now));
}

export async function sourceById(scope: Scope, sourceId: string, now: Date): Promise<SourceSummary> {
  requireWholeBill(scope, "Sources are of");
  const { id } = await sourceInScope(scope, sourceId);
  const source = await db.source.findUniqueOrThrow({ where: { id }, include: related });
  return summaryOf(source, (await activeRuns([id])).get(id) ?? null, now);
}

async function activeRuns(sourceIds: string[]): Promise<Map<string, string>> {
  const runs = await db.importRun.findMany({
    where: { sourceId: { in: sourceIds }, state: { in: ["queued", "running"] } },
    orderBy: { requestedAt: "desc" },
    select: { id: true, sourceId: true },
  });
  return new Map(runs.map(({ id, sourceId }) => [sourceId, id]));
}

function summaryOf(source: Found, activeRunId: string | null, now: Date): SourceSummary {
  const [lastRun] = source.runs;
  return {
    id: source.id,
    connector: source.connector,
    name: source.name,
    state: source.state,
    dataThrough: source.dataThrough && dayOf(source.dataThrough),
    nextSyncAt: source.state === "active" ? (source.nextSyncAt?.toISOString() ?? null) : null,
    createdAt: source.createdAt.toISOString(),
    settings: source.settings as Record<string, unknown>,
    externalId: source.externalId,
    lastCheck: source.lastCheck as LastCheck | null,
    lastRun: lastRun ? glanceOf(lastRun) : null,
    activeRunId,
    ...connectorSide(source, now),
  };
}

type ConnectorSide = Pick<
  SourceSummary,
  "connectorLabel" | "connected" | "secrets" | "instructions" | "meter" | "caps"
>;

/** What follows from the connector; uploaded files have none. */
function connectorSide(source: Found, now: Date): ConnectorSide {
  const connector = connectors.find(({ id }) => id === source.connector);
  if (!connector) {
    const connectorLabel = source.connector === "file" ? "FOCUS files" : source.connector;
    return { connectorLabel, connected: false, secrets: [], instructions: [], meter: null, caps: null };
  }
  const named = connector.fields.filter(({ kind }) => kind === "secret").map(({ name }) => name);
  const secrets = source.sealed ? named : [];
  const settings = connector.settings.safeParse(withPlaceholders(source.settings as Record<string, unknown>, secrets));
  return {
    connectorLabel: connector.label,
    connected: true,
    secrets,
    instructions: settings.success ? connector.instructions(settings.data, source.externalId) : [],
    meter: connector.caps ? meterOf(source.meters, connector.requestPrice, now) : null,
    caps: settings.success ? (connector.caps?.(settings.data) ?? null) : null,
  };
}

/** Secrets are not opened for a list; that they are there is all it needs to know. */
function withPlaceholders(settings: Record<string, unknown>, secrets: string[]): Record<string, unknown> {
  return { ...Object.fromEntries(secrets.map((name) => [name, "sealed"])), ...settings };
}

function meterOf(meters: RequestMeter[], price: string, now: Date): Meter {
  const month = monthOf(dayOf(now)).from;
  const total = (those: RequestMeter[]) => those.reduce((sum, { requests }) => sum + requests, 0);
  const requests = total(meters.filter((meter) => dayOf(meter.month) === month));
  const backfillRequests = total(meters.filter(({ purpose }) => purpose === "backfill"));
  return { month, requests, dollars: (requests * Number(price)).toFixed(2), backfillRequests, price };
}

function glanceOf(run: ImportRun): RunGlance {
  return {
    id: run.id,
    state: run.state,
    requestedAt: run.requestedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    rows: Number(run.rows),
    requests: run.requests,
    requestCost: run.requestCost.toFixed(2),
    error: run.error as RunError | null,
    progress: run.progress as ImportProgress | null,
  };
}
