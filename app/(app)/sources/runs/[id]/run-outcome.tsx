import Link from "next/link";
import { count } from "@/components/format";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { type RunReport, unchangedRows } from "@/lib/ledger/runs";
import { RunProgress } from "../../run-progress";
import { toCorrect } from "./to-correct";

/** The one sentence: how far it is, what came of it, or why nothing was imported. */
export function RunOutcome({ run }: { run: RunReport }) {
  return <div className="mb-8 max-w-3xl">{outcome(run)}</div>;
}

function outcome(run: RunReport) {
  const { id, state, error, progress, slices } = run;
  switch (state) {
    case "queued":
      return <RunProgress runId={id} label="Import" step={{ text: "Waiting for the worker" }} />;
    case "running":
      return <RunProgress runId={id} label="Import" step={progress ?? { text: "Starting" }} />;
    case "failed":
      return (
        <Callout tone="bad" title={error?.message ?? "The run failed."} live>
          {error?.advice ?? correction(run)} Nothing of it was imported; what was in the ledger before is unchanged.
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

function correction(run: RunReport): string | null {
  const rows = toCorrect(run).length;
  if (rows === 0) return null;
  return `Correct the ${rows === 1 ? "row" : "rows"} below and import the file again.`;
}

/** A month that was there before is gone as a whole: the reader of a total should know. */
function replacedSentence(run: RunReport): string {
  const { slices } = run;
  const replaced = slices.filter((slice) => slice.replaced !== null).length;
  const added = slices.length - replaced;
  const periods = (many: number) => `${many} billing ${many === 1 ? "period" : "periods"}`;
  const unchanged = unchangedRows(run);
  const others =
    unchanged > 0 ? ` The ledger had ${count(unchanged)} other ${unchanged === 1 ? "row" : "rows"} already.` : "";
  if (replaced === 0) return `They fill ${periods(added)} that held nothing before.${others}`;
  if (added === 0) return `They replace ${periods(replaced)}.${others}`;
  return `They replace ${periods(replaced)} and fill ${periods(added)} that held nothing before.${others}`;
}

function ToOverview() {
  return (
    <Button asChild size="s">
      <Link href="/">See the overview</Link>
    </Button>
  );
}
