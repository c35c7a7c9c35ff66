import { notFound } from "next/navigation";
import { currentScope } from "@/app/session";
import { Panel } from "@/components/ui/panel";
import { DomainError } from "@/lib/errors";
import { type RunReport, runById } from "@/lib/ledger/runs";
import { RejectedRows } from "./rejected-rows";
import { RunFigures } from "./run-figures";
import { RunHeader } from "./run-header";
import { RunNotes } from "./run-notes";
import { RunOutcome } from "./run-outcome";
import { SlicesTable } from "./slices-table";
import { SumsTable } from "./sums-table";

export const metadata = { title: "Run" };

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([currentScope(), params]);
  const run: RunReport = await runById(scope, id).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  });

  return (
    <>
      <RunHeader run={run} />
      <RunOutcome run={run} />
      <RunFigures run={run} />
      <div className="flex flex-col gap-10">
        {run.rejected.length > 0 && <RejectedRows run={run} />}
        {run.sums.length > 0 && (
          <Panel
            id="sums"
            title="Sums"
            note="As stored, beside what the file holds and what the provider itself states."
          >
            <SumsTable sums={run.sums} />
          </Panel>
        )}
        {run.slices.length > 0 && (
          <Panel id="periods" title="Periods" note="A billing period is replaced as a whole or not at all.">
            <SlicesTable slices={run.slices} />
          </Panel>
        )}
        <RunNotes run={run} />
      </div>
    </>
  );
}
