import Link from "next/link";
import { instantLabel } from "@/components/format";
import type { RunReport } from "@/lib/ledger/runs";
import { RunStatus } from "../../run-status";
import { BackToSources } from "../../source-header";

export function RunHeader({ run }: { run: RunReport }) {
  const title = run.kind === "file" ? `Import of ${filesOf(run)}` : `Sync of ${run.source.name}`;
  return (
    <header className="mb-6">
      <BackToSources />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1 className="min-w-0 break-words font-semibold text-xl">{title}</h1>
        <RunStatus state={run.state} pill />
      </div>
      <p className="mt-1.5 text-muted">
        <Link href={`/sources/${run.source.id}`} className="text-link underline">
          {run.source.name}
        </Link>
        {`, asked for by ${run.requestedBy ?? "Outlay"} on ${instantLabel(run.requestedAt)}`}
      </p>
    </header>
  );
}

/** Of many files the first two names; the notes have them all. */
function filesOf({ files }: RunReport): string {
  const names = files.map(({ name }) => name);
  if (names.length === 0) return "files";
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}
