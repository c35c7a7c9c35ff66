import { AutoRefresh } from "@/components/auto-refresh";
import { Progress } from "@/components/ui/progress";
import type { SourceSummary } from "@/lib/ledger/source-list";

const SECONDS = 3;

/** What is being read right now; the page follows by itself until it is done. */
export function Reading({ sources }: { sources: SourceSummary[] }) {
  return (
    <ul className="flex w-full flex-col gap-4 text-left">
      <AutoRefresh seconds={SECONDS} />
      {sources.map(({ id, name, lastRun }) => (
        <li key={id}>
          <p className="mb-1.5 font-medium text-sm">{name}</p>
          <Progress
            label={`Reading ${name}`}
            done={lastRun?.progress?.done}
            total={lastRun?.progress?.total}
            text={lastRun?.progress?.text ?? "Waiting for its turn"}
          />
        </li>
      ))}
    </ul>
  );
}
