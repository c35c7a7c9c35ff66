import { instantLabel } from "@/components/format";
import { Panel } from "@/components/ui/panel";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { AlertReport } from "@/lib/alerts/list";
import { CROSSED_BEFORE } from "@/lib/alerts/step";
import { messageKinds, messageStates } from "../../budgets/[id]/message-words";

/** Whom it was told, and whether that arrived; on a phone in two columns. */
export function Told({ alert: { messages, budgetName, note } }: { alert: AlertReport }) {
  return (
    <Panel id="told" title="Who was told">
      {messages.length === 0 ? (
        <p className="text-muted">
          {note === CROSSED_BEFORE
            ? "Nobody: it had happened before the budget watched for it."
            : "Nobody: the budget had neither an owner nor recipients."}
        </p>
      ) : (
        <Table caption={`Messages about ${budgetName}`}>
          <thead>
            <tr>
              <HeadCell>To</HeadCell>
              <HeadCell className="max-sm:hidden">What</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell className="max-sm:hidden">Written</HeadCell>
            </tr>
          </thead>
          <tbody>
            {messages.map(({ id, recipient, message, state, reason, sentAt, createdAt }) => (
              <tr key={id} className="max-sm:align-top">
                <RowHead className="max-sm:[overflow-wrap:anywhere]">
                  {recipient}
                  <p className="text-muted text-xs sm:hidden">{`${messageKinds[message]}, ${instantLabel(createdAt)}`}</p>
                </RowHead>
                <Cell className="max-sm:hidden">{messageKinds[message]}</Cell>
                <Cell>
                  <Status state={messageStates[state].state}>{messageStates[state].word}</Status>
                  <p className="text-muted text-xs">{sentAt ? instantLabel(sentAt) : reason}</p>
                </Cell>
                <Cell className="whitespace-nowrap max-sm:hidden">{instantLabel(createdAt)}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Panel>
  );
}
