import { requireWholeBill, type Scope } from "../auth/scope";
import { db } from "../db/client";
import type { ImportRun } from "../db/generated/client";
import { DomainError } from "../errors";
import { metrics } from "../focus/charge";
import { plain, sumOf } from "../focus/money";
import type { Conformance } from "./conformance/conformance";
import type { ImportProgress, Rejection } from "./import-outcome";
import { type RunSlice, type SliceSum, slicesOfRuns } from "./run-sums";
import { sourceInScope } from "./source-one";
import type { RunError } from "./sync-finish";

/** Whether what is stored equals what the file holds and what the provider states, to the cent. */
export type Reconciliation = "reconciled" | "differs" | "not compared";

/** One import or sync as pages, the API and commands show it. */
export type RunReport = {
  id: string;
  kind: ImportRun["kind"];
  state: ImportRun["state"];
  source: { id: string; name: string };
  requestedBy: string | null;
  requestedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  files: { name: string; bytes: number }[];
  progress: ImportProgress | null;
  error: RunError | null;
  rows: number;
  requests: number;
  requestCost: string;
  focusVersion: string | null;
  /** How the rows keep the rules of FOCUS; null where a connector wrote them. */
  conformance: Conformance | null;
  notes: string[];
  rejected: Rejection[];
  rejectedCount: number;
  slices: RunSlice[];
  /** Over all slices, by metric and currency. */
  sums: SliceSum[];
  reconciliation: Reconciliation;
};

/** Rows of billing periods that the ledger held already as the files have them. */
export function unchangedRows({ kind, state, rows, slices }: RunReport): number {
  if (kind !== "file" || state !== "succeeded") return 0;
  return rows - slices.reduce((sum, slice) => sum + slice.rows, 0);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const withSource = { source: { select: { id: true, name: true } } };
type Found = ImportRun & { source: RunReport["source"] };

export async function runById(scope: Scope, runId: string): Promise<RunReport> {
  requireWholeBill(scope, "Imports are of");
  const where = { id: runId, workspaceId: scope.workspaceId };
  const run = UUID.test(runId) ? await db.importRun.findFirst({ where, include: withSource }) : null;
  if (!run) throw new DomainError("not_found", "There is no such import or sync.");
  const [report] = await reports([run]);
  if (!report) throw new Error("A run that was found gave no report.");
  return report;
}

/** The last runs of a source, newest first. */
export async function recentRuns(scope: Scope, sourceId: string, most = 20): Promise<RunReport[]> {
  requireWholeBill(scope, "Imports are of");
  const { id } = await sourceInScope(scope, sourceId);
  const runs = await db.importRun.findMany({
    where: { sourceId: id, workspaceId: scope.workspaceId },
    orderBy: { requestedAt: "desc" },
    take: most,
    include: withSource,
  });
  return await reports(runs);
}

async function reports(runs: Found[]): Promise<RunReport[]> {
  const slices = await slicesOfRuns(runs.map(({ id }) => id));
  return runs.map((run) => reportOf(run, slices.get(run.id) ?? []));
}

function reportOf(run: Found, slices: RunSlice[]): RunReport {
  const sums = totalSums(slices);
  return {
    id: run.id,
    kind: run.kind,
    state: run.state,
    source: run.source,
    requestedBy: run.requestedBy,
    requestedAt: run.requestedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    // Where a file lies on the server's disk is nobody's business.
    files: (run.files as RunReport["files"]).map(({ name, bytes }) => ({ name, bytes })),
    progress: run.progress as ImportProgress | null,
    error: run.error as RunError | null,
    rows: Number(run.rows),
    requests: run.requests,
    requestCost: run.requestCost.toFixed(2),
    focusVersion: run.focusVersion,
    conformance: run.conformance as Conformance | null,
    notes: run.notes as string[],
    rejected: run.rejected as Rejection[],
    rejectedCount: run.rejectedCount,
    slices,
    sums,
    reconciliation: reconciliationOf(slices.flatMap((slice) => slice.sums)),
  };
}

function totalSums(slices: RunSlice[]): SliceSum[] {
  const all = slices.flatMap(({ sums }) => sums);
  const currencies = [...new Set(all.map(({ currency }) => currency))].sort();
  return currencies.flatMap((currency) =>
    metrics.flatMap((metric) => {
      const those = all.filter((sum) => sum.metric === metric && sum.currency === currency);
      if (those.length === 0) return [];
      const stored = plain(sumOf(those.map((sum) => sum.stored)));
      return [{ metric, currency, stored, file: whole(those, "file"), provider: whole(those, "provider") }];
    }),
  );
}

/** Null where a slice says nothing: a sum of some of them would look like a sum of all. */
function whole(sums: SliceSum[], origin: "file" | "provider"): string | null {
  const stated = sums.flatMap((sum) => sum[origin] ?? []);
  return stated.length === sums.length ? plain(sumOf(stated)) : null;
}

const CENT = "0.01";

/** A file must agree to the last digit; a provider that rounds its totals must agree to the cent. */
export function reconciliationOf(sums: SliceSum[]): Reconciliation {
  const compared = sums.filter(({ file, provider }) => file !== null || provider !== null);
  if (compared.length === 0) return "not compared";
  const agrees = ({ stored, file, provider }: SliceSum) =>
    (file === null || difference(stored, file).isZero()) &&
    (provider === null || difference(stored, provider).abs().lt(CENT));
  return compared.every(agrees) ? "reconciled" : "differs";
}

const difference = (one: string, other: string) => sumOf([one]).minus(other);
