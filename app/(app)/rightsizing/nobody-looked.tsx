import { PiggyBank } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import type { ShownRun } from "@/lib/rightsizing/list/overview";
import { isUnderWay } from "./savings-sentence";

type Props = { last: ShownRun | undefined; mayLook: boolean };

/** Before the first look has come to its end there is nothing to say, not even that there is nothing. */
export function NobodyLooked({ last, mayLook }: Props) {
  return (
    <EmptyState icon={<PiggyBank aria-hidden />} title={titleOf(last)}>
      <p>{nextStep(last, mayLook)}</p>
    </EmptyState>
  );
}

function titleOf(last: ShownRun | undefined): string {
  if (isUnderWay(last)) return "The first look is under way";
  return last ? "No look has come to its end yet" : "Nobody has looked yet";
}

function nextStep(last: ShownRun | undefined, mayLook: boolean): string {
  if (isUnderWay(last)) return "What could be saved appears here as soon as it is done.";
  const press = mayLook ? "Press Look now to begin at once" : "An editor can press Look now to begin at once";
  return `${press}; otherwise it is done within an hour of an import, and then once a day.`;
}
