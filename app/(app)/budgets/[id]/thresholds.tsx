import Link from "next/link";
import { thresholdWords } from "@/components/budgets/threshold-words";
import { instantLabel, money } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AlertSummary } from "@/lib/alerts/list";
import { type ThresholdState, thresholdStates } from "@/lib/alerts/threshold-state";
import type { BudgetSummary } from "@/lib/budgets/list";

const words = {
  fired: { state: "bad", word: "Crossed, told" },
  superseded: { state: "bad", word: "Crossed, told by another" },
  crossed: { state: "bad", word: "Crossed" },
  before: { state: "bad", word: "Crossed before, not told" },
  stale: { state: "unknown", word: "Waits for newer charges" },
  armed: { state: "good", word: "Not reached" },
  unjudged: { state: "unknown", word: "Not judged" },
  waiting: { state: "unknown", word: "No forecast yet" },
} as const;

/** When somebody is told, and how far that is; on a phone the figures stand under the threshold. */
export function Thresholds({ budget, alerts }: { budget: BudgetSummary; alerts: AlertSummary[] }) {
  const { currency, thresholds, verdict, owner, recipients, escalation } = budget;
  const told = [...new Set([owner, ...recipients])].filter((each) => each !== null);
  const states = thresholdStates(thresholds, verdict, alerts);
  return (
    <Panel id="thresholds" title="Thresholds" note={whoIsTold(told, escalation)}>
      {thresholds.length === 0 ? (
        <p className="text-muted">It has none: nobody is told before they look.</p>
      ) : (
        <Table caption={`Thresholds of ${budget.name}`}>
          <thead>
            <tr>
              <HeadCell>Threshold</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Stands at
              </HeadCell>
              <HeadCell numeric className="max-sm:hidden">
                Left
              </HeadCell>
              <HeadCell className="max-sm:hidden">Alert</HeadCell>
            </tr>
          </thead>
          <tbody>
            {states.map((each) => (
              <Threshold key={each.key} of={each} currency={currency} />
            ))}
          </tbody>
        </Table>
      )}
      {states.some(({ state }) => state === "before") && (
        <p className="mt-3 text-muted text-sm">
          This period had ended before the budget watched for it, so nobody was told.
        </p>
      )}
    </Panel>
  );
}

function Threshold({
  of: { threshold, state, limit, left, alert },
  currency,
}: {
  of: ThresholdState;
  currency: string;
}) {
  const text = thresholdWords(threshold, currency);
  const at = limit === null ? null : money(limit, currency);
  const toGo = left === null ? null : money(left, currency);
  const told = alert && (
    <Link href={`/alerts/${alert.id}`} className="text-link">
      {instantLabel(alert.openedAt)}
    </Link>
  );
  return (
    <tr className="max-sm:align-top">
      <RowHead className="sm:whitespace-nowrap">
        {text[0]?.toUpperCase() + text.slice(1)}
        {at && <p className="tabular text-muted text-xs sm:hidden">{`at ${at}`}</p>}
        {toGo && <p className="tabular text-muted text-xs sm:hidden">{`${toGo} left`}</p>}
      </RowHead>
      <Cell>
        <Status state={words[state].state}>{words[state].word}</Status>
        {told && <p className="text-xs sm:hidden">{told}</p>}
      </Cell>
      <Cell numeric className="max-sm:hidden">
        {at ?? "–"}
      </Cell>
      <Cell numeric className="max-sm:hidden">
        {toGo ?? "–"}
      </Cell>
      <Cell className="whitespace-nowrap max-sm:hidden">{told ?? "–"}</Cell>
    </tr>
  );
}

function whoIsTold(told: string[], escalation: string | null): string {
  if (told.length === 0) return "Nobody is told: the budget has neither an owner nor recipients.";
  const then = escalation ? `, and ${escalation} when nobody acknowledges within 24 hours` : "";
  return `Each is told once a period, to ${told.join(", ")}${then}.`;
}
