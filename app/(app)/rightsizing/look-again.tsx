import { AutoRefresh } from "@/components/auto-refresh";
import { count } from "@/components/format";
import { Progress } from "@/components/ui/progress";
import type { ShownRun } from "@/lib/rightsizing/list/overview";
import { LookButton } from "./look-button";
import { isUnderWay } from "./savings-sentence";

type Props = { last: ShownRun | undefined; isDone: boolean; mayAct: boolean };

/** Asks for a look now; while one is under way, how far it has come. */
export function LookAgain({ last, isDone, mayAct }: Props) {
  if (last && isUnderWay(last)) {
    return (
      <div className="w-64">
        <AutoRefresh seconds={2} />
        <Progress label="Looking for savings" text={said(last)} />
      </div>
    );
  }
  return mayAct ? <LookButton>{isDone ? "Look again" : "Look now"}</LookButton> : null;
}

function said({ state, resources, requests, problems: [broken] }: ShownRun): string {
  if (broken) return `${broken.message} It is tried again by itself.`;
  if (state === "queued") return "Waits for a worker to begin.";
  if (resources === 0) return "Looking at the bill and at what there is.";
  const asked = requests > 0 ? `, ${count(requests)} requests` : "";
  return `Looking: ${count(resources)} resources judged so far${asked}.`;
}
