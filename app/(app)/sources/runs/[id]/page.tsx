import { currentScope } from "@/app/session";
import { runById, unchangedRows } from "@/lib/ledger/runs";
import { WholeBillOnly } from "../../../whole-bill-only";
import { orNotFound } from "../../or-not-found";
import { ConformancePanel } from "./conformance-panel";
import { RejectedRows } from "./rejected-rows";
import { RunFigures } from "./run-figures";
import { RunHeader } from "./run-header";
import { RunNotes } from "./run-notes";
import { RunOutcome } from "./run-outcome";
import { SlicesPanel } from "./slices-panel";
import { SumsPanel } from "./sums-panel";
import { toCorrect } from "./to-correct";

export const metadata = { title: "Run" };

export default async function RunPage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([currentScope(), params]);
  if (scope.rows !== null) {
    return <WholeBillOnly title="Run">Imports bring the whole bill.</WholeBillOnly>;
  }
  const run = await runById(scope, id).catch(orNotFound);

  return (
    <>
      <RunHeader run={run} />
      <RunOutcome run={run} />
      <RunFigures run={run} />
      <div className="flex flex-col gap-10">
        {toCorrect(run).length > 0 && <RejectedRows run={run} />}
        {run.sums.length > 0 && <SumsPanel sums={run.sums} isPartOfFiles={unchangedRows(run) > 0} />}
        {run.slices.length > 0 && <SlicesPanel slices={run.slices} />}
        {run.conformance && <ConformancePanel conformance={run.conformance} />}
        <RunNotes run={run} />
      </div>
    </>
  );
}
