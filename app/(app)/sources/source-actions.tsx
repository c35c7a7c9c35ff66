import { roles, type Scope } from "@/lib/auth/scope";
import type { SourceSummary } from "@/lib/ledger/source-list";
import { check, pause, remove, resume, syncNow } from "./actions";
import { ConfirmRemoval } from "./confirm-removal";
import { SourceAction } from "./source-action";

/** What this person may do with this source; the demo's sources are removed with the demo. */
export function SourceActions({ scope, source }: { scope: Scope; source: SourceSummary }) {
  if (scope.workspaceKind === "demo" || roles.indexOf(scope.role) < roles.indexOf("editor")) return null;
  const { id, name, activeRunId, state } = source;
  const isConnected = source.connected;
  const isPaused = state === "paused";
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {isConnected && !isPaused && !activeRunId && (
        <>
          <SourceAction action={check} sourceId={id} label={`Check ${name}`}>
            Check
          </SourceAction>
          <SourceAction action={syncNow} sourceId={id} label={`Sync ${name} now`}>
            Sync now
          </SourceAction>
        </>
      )}
      {isConnected && (
        <SourceAction
          action={isPaused ? resume : pause}
          sourceId={id}
          look={isPaused ? "secondary" : "ghost"}
          label={`${isPaused ? "Resume" : "Pause"} ${name}`}
        >
          {isPaused ? "Resume" : "Pause"}
        </SourceAction>
      )}
      {scope.role === "admin" && (
        <ConfirmRemoval
          action={remove}
          sourceId={id}
          name={name}
          consequence="Its charges leave the ledger at once, with their runs and totals. Other sources stay as they are. To keep the charges and only stop reading, pause it instead."
        />
      )}
    </div>
  );
}
