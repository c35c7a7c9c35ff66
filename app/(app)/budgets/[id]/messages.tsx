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

/** Whom the budget's alerts were told, and whether that arrived; on a phone in two columns. */
export async function Messages({ scope, budget }: { scope: Scope; budget: BudgetSummary }) {
  const messages = await budgetMessages(scope, budget.id, MOST);
  if (messages.length === 0) return null;
  return (
    <Panel id="messages" title="Alerts sent">
      <Table caption={`Messages about ${budget.name}`} maxHeight="20rem">
        <thead>
          <tr>
            <HeadCell>Written</HeadCell>
            <HeadCell className="max-sm:hidden">What</HeadCell>
            <HeadCell className="max-sm:hidden">To</HeadCell>
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
  const what = `${messageKinds[message.message]}: ${threshold ? thresholdWords(threshold, currency) : message.threshold}`;
  return (
    <tr className="max-sm:align-top">
      <RowHead className="sm:whitespace-nowrap">
        <Link href={`/alerts/${alertId}`} className="block w-fit text-link">
          {instantLabel(createdAt)}
        </Link>
        <p className="mt-0.5 text-xs sm:hidden">{what}</p>
        <p className="text-muted text-xs [overflow-wrap:anywhere] sm:hidden">{recipient}</p>
      </RowHead>
      <Cell className="max-sm:hidden">{what}</Cell>
      <Cell className="max-sm:hidden">{recipient}</Cell>
      <Cell>
        <Status state={messageStates[state].state}>{messageStates[state].word}</Status>
        <p className="text-muted text-xs">{sentAt ? instantLabel(sentAt) : reason}</p>
      </Cell>
    </tr>
  );
}
