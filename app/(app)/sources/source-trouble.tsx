import Link from "next/link";
import { agoLabel } from "@/components/format";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { RunGlance, SourceSummary } from "@/lib/ledger/source-list";
import { RunProgress } from "./run-progress";

/** What happens right now, or what was said last: by a check or by a run, whichever is newer. */
export function SourceTrouble({ source }: { source: SourceSummary }) {
  const { activeRunId, lastRun, lastCheck, name } = source;
  if (activeRunId) {
    const step = lastRun?.id === activeRunId ? lastRun.progress : null;
    return (
      <div className="mb-5 max-w-xl">
        <RunProgress runId={activeRunId} label={`Reading ${name}`} step={step ?? { text: "Waiting for the worker" }} />
      </div>
    );
  }
  const checkedSince = lastCheck !== null && lastCheck.at > (lastRun?.finishedAt ?? "");
  if (checkedSince) return <CheckOutcome check={lastCheck} />;
  if (lastRun?.error) return <RunTrouble id={lastRun.id} error={lastRun.error} />;
  return null;
}

function RunTrouble({ id, error }: { id: string; error: NonNullable<RunGlance["error"]> }) {
  const details = (
    <Button asChild size="s">
      <Link href={`/sources/runs/${id}`}>Details</Link>
    </Button>
  );
  return (
    <Trouble title={error.message} action={details}>
      {error.advice}
    </Trouble>
  );
}

function CheckOutcome({ check }: { check: NonNullable<SourceSummary["lastCheck"]> }) {
  const when = `Checked ${agoLabel(check.at, new Date())}.`;
  if (!check.ok) return <Trouble title={check.message}>{[check.advice, when].filter(Boolean).join(" ")}</Trouble>;
  return (
    <div className="mb-5">
      <Callout tone="good" live>
        {check.message} {when}
      </Callout>
    </div>
  );
}

type TroubleProps = { title: string; action?: React.ReactNode; children: React.ReactNode };

function Trouble({ title, action, children }: TroubleProps) {
  return (
    <div className="mb-5">
      <Callout tone="bad" title={title} action={action} live>
        {children}
      </Callout>
    </div>
  );
}
