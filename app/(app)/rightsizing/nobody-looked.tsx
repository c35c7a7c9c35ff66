import { PiggyBank } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/ui/empty-state";
import type { Looked, ShownRun } from "@/lib/rightsizing/list/overview";
import { isUnderWay } from "./savings-sentence";

type Props = { looked: Looked; mayLook: boolean };

/** Before the first look has come to its end there is nothing to say, not even that there is nothing. */
export function NobodyLooked({ looked: { runs, hasBill }, mayLook }: Props) {
  const [last] = runs;
  if (!hasBill && !isUnderWay(last)) return <NoBill />;
  return (
    <EmptyState icon={<PiggyBank aria-hidden />} title={titleOf(last)}>
      <p>{nextStep(last, mayLook)}</p>
    </EmptyState>
  );
}

function NoBill() {
  return (
    <EmptyState icon={<PiggyBank aria-hidden />} title="There is no bill to look at yet">
      <p>
        What could be saved is found on the bill and, where you allow it, in what accounts have.{" "}
        <Link href="/sources/add">Connect a cloud</Link> or <Link href="/sources#files">import a file</Link> first.
      </p>
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
