import { DomainError } from "../../lib/errors";
import { requestImport, runImport } from "../../lib/ledger/request-import";
import type { drillGround } from "./killed-imports";
import { ledgerState, untilQuiet } from "./ledger-state";

/** Two imports of the same accounts and months at once: each completes or is refused in words, and one of them counts. */
export async function raced(ground: Awaited<ReturnType<typeof drillGround>>): Promise<string[]> {
  const { scope, bills, sourceId } = ground;
  const runs = await Promise.all(bills.map(({ file }) => requestImport(scope, { sourceName: "Drill", files: [file] })));
  const ends = await Promise.allSettled(runs.map(({ runId }) => runImport(scope, runId, () => {})));
  await untilQuiet();
  const problems = ends.flatMap((end) =>
    end.status === "rejected" && !(end.reason instanceof DomainError) ? [`racing: ${end.reason}`] : [],
  );
  const found = await ledgerState(sourceId);
  if (found.problem) problems.push(`racing: ${found.problem}`);
  if (!bills.some(({ billed }) => billed === found.billed)) problems.push(`racing: the ledger holds ${found.billed}`);
  if (!ends.some(({ status }) => status === "fulfilled")) problems.push("racing: neither import completed");
  return problems;
}
