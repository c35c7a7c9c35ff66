import { count, money } from "@/components/format";
import type { Looked, SavingsOverview, ShownRun } from "@/lib/rightsizing/list/overview";

type Amounts = SavingsOverview["potential"];

/** What could be saved, what is being done and what the bill shows of it. */
export function savingsSentence(overview: SavingsOverview, { isDone, runs }: Pick<Looked, "isDone" | "runs">): string {
  const { potential, inProgress, realised } = overview;
  if (!isDone) {
    return isUnderWay(runs[0]) ? "The first look for savings is under way." : "Nobody has looked for savings yet.";
  }
  const open = manyOf(potential);
  if (open + manyOf(inProgress) === 0) return withSeen("Nothing is advised now", realised);
  const [could, working] = [sumText(potential), sumText(inProgress)];
  const parts = [could ? `${could} a month could be saved` : withoutAmount(open)];
  if (working) parts.push(`${working} is being worked on`);
  return `${withSeen(parts.join(", "), realised)} Advice on the same resource counts once.`;
}

export const isUnderWay = (last: ShownRun | undefined) => last?.state === "queued" || last?.state === "running";

function withoutAmount(open: number): string {
  if (open === 0) return "Nothing new could be saved";
  const asks = open === 1 ? "One recommendation is" : `${count(open)} recommendations are`;
  return `${asks} open that no saving is counted for`;
}

function withSeen(text: string, realised: Amounts): string {
  const seen = sumText(realised);
  return seen ? `${text}, ${seen} is seen on the bill.` : `${text}.`;
}

export const manyOf = (amounts: Amounts) => amounts.reduce((sum, { count: many }) => sum + many, 0);

/** "$1,240.00 and €30.00"; currencies are never added, and one with nothing in it is not told. */
function sumText(amounts: Amounts): string {
  return amounts
    .filter(({ amount }) => Number(amount) !== 0)
    .map(({ currency, amount }) => money(amount, currency))
    .join(" and ");
}
