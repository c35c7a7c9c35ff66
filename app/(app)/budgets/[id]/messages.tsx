import Link from "next/link";
import { thresholdWords } from "@/components/budgets/threshold-words";
import { instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import { type BudgetMessage, budgetMessages } from "@/lib/alerts/list";
import type { Scope } from "@/lib/auth/scope";
import type { BudgetSummary } from "@/lib/budgets/list";
import { thresholdNamed } from "@/lib/budgets/threshold";
import { messageKinds, messageStates } from "./message-words";

const MOST = 50;

/** Whom the budget's alerts were told, and whether that arrived. */
export async function Messages({ scope, budget }: { scope: Scope; budget: BudgetSummary }) {
  const messages = await budgetMessages(scope, budget.id, MOST);
  if (messages.length === 0) return null;
  return (
    <Panel id="messages" title="Alerts sent">
      <Table caption={`Messages about ${budget.name}`} maxHeight="20rem">
        <thead>
          <tr>
            <HeadCell>Written</HeadCell>
            <HeadCell>What</HeadCell>
            <HeadCell>To</HeadCell>
            <HeadCell>State</HeadCell>
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <Message key={message.id} message={message} currency={budget.currency} />
          ))}
        </tbody>
      </Table>
    </Panel>
  );
}

function Message({ message, currency }: { message: BudgetMessage; currency: string }) {
  const { createdAt, alertId, recipient, state, reason, sentAt } = message;
  const threshold = thresholdNamed(message.threshold);
  return (
    <tr>
      <RowHead className="whitespace-nowrap">
        <Link href={`/alerts/${alertId}`} className="text-link">
          {instantLabel(createdAt)}
        </Link>
      </RowHead>
      <Cell>{`${messageKinds[message.message]}: ${threshold ? thresholdWords(threshold, currency) : message.threshold}`}</Cell>
      <Cell>{recipient}</Cell>
      <Cell>
        <Status state={messageStates[state].state}>{messageStates[state].word}</Status>
        <p className="text-muted text-xs">{sentAt ? instantLabel(sentAt) : reason}</p>
      </Cell>
    </tr>
  );
}
