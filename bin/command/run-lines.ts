import { setTimeout as wait } from "node:timers/promises";
import type { Scope } from "../../lib/auth/scope";
import { DomainError } from "../../lib/errors";
import type { Report } from "../../lib/ledger/import-outcome";
import { recoverImports } from "../../lib/ledger/import-recover";
import { ImportRefusal } from "../../lib/ledger/import-refusal";
import { type RunReport, runById, unchangedRows } from "../../lib/ledger/runs";
import { count, tableLines } from "./table";

const LOOK_MS = 300;
const MONTHS_SHOWN = 24;

/** Watches an import that a worker has taken up, to its end. */
export async function endOfImport(scope: Scope, runId: string, report: Report): Promise<RunReport> {
  for (;;) {
    const run = await runById(scope, runId);
    if (run.state === "failed") {
      throw new ImportRefusal(run.error?.message ?? "The import failed.", run.rejected, run.rejectedCount);
    }
    if (run.state !== "queued" && run.state !== "running") return run;
    if (run.progress) report(run.progress);
    await recoverImports();
    await wait(LOOK_MS);
  }
}

/** Is it another process that works on it? */
export function isBusy(error: unknown): boolean {
  return error instanceof DomainError && error.code === "busy";
}

/** What a finished import or sync brought, and whether it agrees with the file and the provider. */
export function runLines(run: RunReport): string[] {
  const { source, state, slices, sums, notes, requests, requestCost, reconciliation } = run;
  const current = slices.filter((slice) => slice.state === "current");
  const rows = current.reduce((sum, slice) => sum + slice.rows, 0);
  const first =
    state === "unchanged"
      ? `${source.name}: nothing has changed.`
      : `${source.name}: ${count(rows, "row")} in ${count(current.length, "billing period")}${othersText(run)}.`;
  const refused = state === "partial" && run.error ? [run.error.message, run.error.advice ?? ""].filter(Boolean) : [];
  const paid = requests > 0 ? [`${count(requests, "request")} to the provider, $${requestCost}.`] : [];
  return [
    first,
    ...refused,
    ...paid,
    ...sumLines(sums),
    ...reconciled[reconciliation],
    ...periodLines(run),
    ...conformanceLines(run),
    ...notes,
  ];
}

function othersText(run: RunReport): string {
  const unchanged = unchangedRows(run);
  return unchanged > 0 ? `, besides ${count(unchanged, "row")} already there` : "";
}

const reconciled: Record<RunReport["reconciliation"], string[]> = {
  reconciled: ["Reconciled: what is stored is what was stated."],
  differs: ["NOT reconciled: what is stored differs from what was stated; see the Sources page."],
  "not compared": [],
};

function conformanceLines({ conformance }: RunReport): string[] {
  if (!conformance) return [];
  const { version, findings } = conformance;
  const about = findings.filter(({ checked }) => checked > 0);
  const broken = about.filter((finding) => finding.broken > 0);
  const first = `FOCUS ${version}: ${about.length - broken.length} of ${count(about.length, "rule")} hold.`;
  return [first, ...broken.map(({ rule, broken: rows }) => `  ${count(rows, "row")} otherwise: ${rule}`)];
}

function sumLines(sums: RunReport["sums"]): string[] {
  if (sums.length === 0) return [];
  const rows = sums.map(({ metric, currency, stored, file, provider }) => [
    metric,
    stored,
    currency,
    file ?? "-",
    provider ?? "-",
  ]);
  return ["", ...tableLines(["cost", ">stored", "", ">in the file", ">by the provider"], rows), ""];
}

function periodLines({ slices }: RunReport): string[] {
  if (slices.length < 2) return [];
  const rows = slices.slice(0, MONTHS_SHOWN).map(({ billingAccountId, period, rows: number, state, replaced }) => {
    const before = replaced ? `replaced ${count(replaced.rows, "row")}` : "";
    return [period.from, billingAccountId, number.toLocaleString("en"), state === "current" ? before : state];
  });
  const more = slices.length - rows.length;
  return [...tableLines(["period", "billing account", ">rows", ""], rows), ...(more > 0 ? [`and ${more} more.`] : [])];
}
