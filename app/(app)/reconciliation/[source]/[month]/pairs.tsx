import { count, instantLabel } from "@/components/format";
import { Callout } from "@/components/ui/callout";
import type { ReconciledMonth } from "@/lib/ledger/reconciliation/month";
import { PairsForm } from "./pairs-form";

type Props = { month: ReconciledMonth; canSay: boolean };

/** A bill whose charges all come in equal pairs, what was said of it, and the way to say it. */
export function Pairs({ month: { sourceId, month, pairs, answers }, canSay }: Props) {
  if (pairs === null && answers.length === 0) return null;
  const isOpen = pairs === "doubted";
  const action = canSay && pairs && <PairsForm sourceId={sourceId} month={month} isRight={isOpen} />;
  return (
    <Callout tone={isOpen ? "warn" : "info"} title={titles[pairs ?? "gone"]} action={action}>
      {isOpen && (
        <p>
          If a file came twice, deliver the month once more without it. If the provider bills like this, say so: it is
          kept for this source and period, with your name, and later imports of it are not marked.
        </p>
      )}
      {answers.map(({ isRight, actor, at, accounts }) => (
        <p key={`${actor} ${at.toISOString()}`}>
          {actor} {isRight ? "said that this is right" : "took that back"} on {instantLabel(at.toISOString())}
          {accounts > 1 && `, for ${count(accounts)} billing accounts`}.
        </p>
      ))}
    </Callout>
  );
}

const titles = {
  doubted: "Each charge is there twice, alike in every column",
  confirmed: "Each charge is there twice, and that is right",
  gone: "What was said of equal pairs in this month",
};
