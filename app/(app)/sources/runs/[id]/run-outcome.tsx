import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { RunReport } from "@/lib/ledger/runs";
import { RunProgress } from "../../run-progress";

/** The one sentence: how far it is, what came of it, or why nothing was imported. */
export function RunOutcome({ run }: { run: RunReport }) {
  return <div className="mb-8 max-w-3xl">{outcome(run)}</div>;
}

function outcome({ id, state, error, progress, rejectedCount }: RunReport) {
  switch (state) {
    case "queued":
    case "running":
      return <RunProgress runId={id} label="Import" step={progress ?? { text: "Waiting for the worker" }} />;
    case "failed":
      return (
        <Callout tone="bad" title={error?.message ?? "The run failed."} live>
          {error?.advice ?? (rejectedCount > 0 ? "Correct the rows below and import the file again." : null)} Nothing of
          it was imported; what was in the ledger before is unchanged.
        </Callout>
      );
    case "unchanged":
      return (
        <Callout tone="good" title="Nothing changed" action={<ToSpend />} live>
          The ledger already holds exactly these charges.
        </Callout>
      );
    case "succeeded":
      return (
        <Callout tone="good" title="Imported" action={<ToSpend />} live>
          The charges are in the ledger and count on every page.
        </Callout>
      );
  }
}

function ToSpend() {
  return (
    <Button asChild size="s">
      <Link href="/">See the overview</Link>
    </Button>
  );
}
