import { money } from "@/components/format";
import { PageHeader } from "@/components/ui/panel";
import type { Looked, SavingsOverview } from "@/lib/rightsizing/list/overview";
import { LookAgain } from "./look-again";

type Props = { overview: SavingsOverview; looked: Looked; mayLook: boolean };

/** What could be saved, what is being done and what the bill shows of it, in one sentence. */
export function SavingsHeader({ overview, looked, mayLook }: Props) {
  const look = <LookAgain last={looked.runs[0]} isDone={looked.isDone} mayAct={mayLook} />;
  return <PageHeader title="Savings" lead={sentence(overview, looked)} actions={look} />;
}

function sentence({ potential, inProgress, realised }: SavingsOverview, { isDone }: Looked): string {
  if (!isDone) return "Nobody has looked for savings yet.";
  const open = sumText(potential);
  if (!open && !sumText(inProgress)) return "Nothing is advised: everything that was looked at is as it should be.";
  const parts = [open ? `${open} a month could be saved` : "Nothing new could be saved"];
  const working = sumText(inProgress);
  if (working) parts.push(`${working} is being worked on`);
  const seen = sumText(realised);
  if (seen) parts.push(`${seen} is seen on the bill`);
  return `${parts.join(", ")}. Advice on the same resource counts once.`;
}

/** "$1,240.00 and €30.00"; currencies are never added. */
function sumText(amounts: { currency: string; amount: string }[]): string {
  return amounts.map(({ currency, amount }) => money(amount, currency)).join(" and ");
}
