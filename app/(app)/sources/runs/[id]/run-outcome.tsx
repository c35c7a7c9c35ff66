import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { RunReport } from "@/lib/ledger/runs";
import { RunProgress } from "../../run-progress";

/** The one sentence: how far it is, what came of it, or why nothing was imported. */
export function RunOutcome({ run }: { run: RunReport }) {
  return <div className="mb-8 max-w-3xl">{outcome(run)}</div>;
}

function outcome(run: RunReport) {
  const { id, state, error, progress, rejectedCount, slices } = run;
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
    case "partial":
      return (
        <Callout tone="warn" title={error?.message ?? "Some periods were not imported."} action={<ToOverview />} live>
          {error?.advice} What the ledger has of them is what it was before, and the next sync tries again.{" "}
          {slices.length > 0 && `The others are in the ledger: ${replacedSentence(run).toLowerCase()}`}
        </Callout>
      );
    case "unchanged":
      return (
        <Callout tone="good" title="Nothing changed" action={<ToOverview />} live>
          The ledger already holds exactly these charges.
        </Callout>
      );
    case "succeeded":
      return (
        <Callout tone="good" title="The charges are in the ledger" action={<ToOverview />} live>
          {replacedSentence(run)}
        </Callout>
      );
  }
}

/** A month that was there before is gone as a whole: the reader of a total should know. */
function replacedSentence({ slices }: RunReport): string {
  const replaced = slices.filter((slice) => slice.replaced !== null).length;
  const added = slices.length - replaced;
  const periods = (many: number) => `${many} billing ${many === 1 ? "period" : "periods"}`;
  if (replaced === 0) return `They fill ${periods(added)} that held nothing before.`;
  if (added === 0) return `They replace ${periods(replaced)}.`;
  return `They replace ${periods(replaced)} and fill ${periods(added)} that held nothing before.`;
}

function ToOverview() {
  return (
    <Button asChild size="s">
      <Link href="/">See the overview</Link>
    </Button>
  );
}
