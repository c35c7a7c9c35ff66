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
  armed: { state: "good", word: "Not reached" },
  waiting: { state: "unknown", word: "No forecast yet" },
} as const;

/** When somebody is told, and how far that is. */
export function Thresholds({ budget, alerts }: { budget: BudgetSummary; alerts: AlertSummary[] }) {
  const { currency, thresholds, verdict, owner, recipients, escalation } = budget;
  const told = [...new Set([owner, ...recipients])].filter((each) => each !== null);
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
              <HeadCell numeric>Stands at</HeadCell>
              <HeadCell numeric>Left</HeadCell>
              <HeadCell>Alert</HeadCell>
            </tr>
          </thead>
          <tbody>
            {thresholdStates(thresholds, verdict, alerts).map((each) => (
              <Threshold key={each.key} of={each} currency={currency} />
            ))}
          </tbody>
        </Table>
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
  return (
    <tr>
      <RowHead className="whitespace-nowrap">{text[0]?.toUpperCase() + text.slice(1)}</RowHead>
      <Cell>
        <Status state={words[state].state}>{words[state].word}</Status>
      </Cell>
      <Cell numeric>{limit === null ? "–" : money(limit, currency)}</Cell>
      <Cell numeric>{left === null ? "–" : money(left, currency)}</Cell>
      <Cell className="whitespace-nowrap">
        {alert ? (
          <Link href={`/alerts/${alert.id}`} className="text-link">
            {instantLabel(alert.openedAt)}
          </Link>
        ) : (
          "–"
        )}
      </Cell>
    </tr>
  );
}

function whoIsTold(told: string[], escalation: string | null): string {
  if (told.length === 0) return "Nobody is told: the budget has neither an owner nor recipients.";
  const then = escalation ? `, and ${escalation} when nobody acknowledges within 24 hours` : "";
  return `Each is told once a period, to ${told.join(", ")}${then}.`;
}
