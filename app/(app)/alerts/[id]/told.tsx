import { instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AlertReport } from "@/lib/alerts/list";
import { messageKinds, messageStates } from "../../budgets/[id]/message-words";

/** Whom it was told, and whether that arrived. */
export function Told({ alert: { messages, budgetName } }: { alert: AlertReport }) {
  return (
    <Panel id="told" title="Who was told">
      {messages.length === 0 ? (
        <p className="text-muted">Nobody: the budget had neither an owner nor recipients.</p>
      ) : (
        <Table caption={`Messages about ${budgetName}`}>
          <thead>
            <tr>
              <HeadCell>To</HeadCell>
              <HeadCell>What</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell>Written</HeadCell>
            </tr>
          </thead>
          <tbody>
            {messages.map(({ id, recipient, message, state, reason, sentAt, createdAt }) => (
              <tr key={id}>
                <RowHead>{recipient}</RowHead>
                <Cell>{messageKinds[message]}</Cell>
                <Cell>
                  <Status state={messageStates[state].state}>{messageStates[state].word}</Status>
                  <p className="text-muted text-xs">{sentAt ? instantLabel(sentAt) : reason}</p>
                </Cell>
                <Cell className="whitespace-nowrap">{instantLabel(createdAt)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
