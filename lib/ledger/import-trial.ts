import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import type { ImportFile, ImportOutcome } from "./import-outcome";
import { runImportJob } from "./run-import-job";

/** For tests: a workspace of its own, files made on the spot, and imports without a process of their own. */
export async function trialScope(kind: "real" | "demo" = "real"): Promise<Scope> {
  process.env.OUTLAY_DATA_DIR ??= trialFolder();
  const slug = `trial-${randomUUID()}`;
  const { id } = await db.workspace.create({ data: { slug, name: slug, kind } });
  return { workspaceId: id, workspaceKind: kind, role: "editor", actor: "trial", userId: null, rows: null };
}

export async function trialSource({ workspaceId }: Scope, name = "Trial"): Promise<string> {
  return (await db.source.create({ data: { workspaceId, name, connector: "file" } })).id;
}

export async function trialRun({ workspaceId }: Scope, sourceId: string): Promise<string> {
  const run = await db.importRun.create({ data: { workspaceId, sourceId, kind: "file", state: "running" } });
  return run.id;
}

export async function importNow(
  scope: Scope,
  sourceId: string,
  files: ImportFile[],
  begun?: string,
): Promise<ImportOutcome> {
  const runId = begun ?? (await trialRun(scope, sourceId));
  const directory = join(trialFolder(), runId);
  await mkdir(directory, { recursive: true });
  try {
    const { workspaceId } = scope;
    const job = {
      workspaceId,
      sourceId,
      runId,
      files,
      directory,
      slices: null,
      delivery: null,
      notes: [],
      finishes: true,
    };
    return await runImportJob(job, () => {});
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Keeps what imports write during a test out of the clone. */
export function inTrialFolder(): void {
  process.env.OUTLAY_DATA_DIR = trialFolder();
}

let folder: string | null = null;

export function trialFolder(): string {
  folder ??= mkdtempSync(join(tmpdir(), "outlay-trial-"));
  return folder;
}

export async function trialFile(name: string, content: string | Uint8Array): Promise<ImportFile> {
  const path = join(trialFolder(), `${randomUUID()}-${name.replaceAll(/[^\w.-]/g, "_")}`);
  await writeFile(path, content);
  return { path, name };
}

export type TrialRow = Record<string, string | null>;

export const trialRow: TrialRow = {
  BillingAccountId: "100",
  BillingCurrency: "USD",
  BillingPeriodStart: "2026-03-01T00:00:00Z",
  BillingPeriodEnd: "2026-04-01T00:00:00Z",
  ChargePeriodStart: "2026-03-02T00:00:00Z",
  ChargePeriodEnd: "2026-03-03T00:00:00Z",
  ChargeCategory: "Usage",
  ProviderName: "AWS",
  ServiceName: "Amazon EC2",
  BilledCost: "1",
  EffectiveCost: "1",
};

/** A csv file of these rows, each on top of a plain charge; every value that is not null is quoted. */
export function csvOf(rows: TrialRow[]): string {
  const filled = rows.map((row) => ({ ...trialRow, ...row }));
  const columns = [...new Set(filled.flatMap((row) => Object.keys(row)))];
  const records = filled.map((row: TrialRow) => columns.map((column) => quoted(row[column] ?? null)).join(","));
  return `${[columns.map(quoted).join(","), ...records].join("\n")}\n`;
}

export async function importRows(scope: Scope, sourceId: string, rows: TrialRow[]): Promise<ImportOutcome> {
  return await importNow(scope, sourceId, [await trialFile("trial.csv", csvOf(rows))]);
}

function quoted(value: string | null): string {
  return value === null ? "" : `"${value.replaceAll('"', '""')}"`;
}
