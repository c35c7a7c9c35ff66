import { PageHeader } from "@/components/ui/panel";
import type { Looked, SavingsOverview } from "@/lib/rightsizing/list/overview";
import { LookAgain } from "./look-again";
import { savingsSentence } from "./savings-sentence";

type Props = { overview: SavingsOverview; looked: Looked; mayLook: boolean };

/** What could be saved, what is being done and what the bill shows of it, in one sentence. */
export function SavingsHeader({ overview, looked, mayLook }: Props) {
  const look = <LookAgain last={looked.runs[0]} isDone={looked.isDone} mayAct={mayLook} />;
  return <PageHeader title="Savings" lead={savingsSentence(overview, looked)} actions={look} />;
}
