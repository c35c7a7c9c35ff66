import Link from "next/link";
import { instantLabel } from "@/components/format";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { OutboxEntry } from "@/lib/notify/outbox-list";
import { OutboxStatus } from "./outbox-status";
import { messageWords, outboxDetail } from "./words";

/** On a phone what was answered stands under the message. */
export function OutboxTable({ entries }: { entries: OutboxEntry[] }) {
  return (
    <Table caption="Messages, the newest first">
      <thead>
        <tr>
          <HeadCell>Message</HeadCell>
          <HeadCell className="max-sm:hidden">To</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric className="max-md:hidden">
            Tries
          </HeadCell>
          <HeadCell className="max-md:hidden">What was answered, or why it waits</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} className="max-md:align-top">
            <RowHead className="max-w-md md:min-w-52">
              <Link href={`/outbox/${entry.id}`} className="text-link">
                {entry.subject}
              </Link>
              <span className="block text-muted text-xs">
                {`${messageWords[entry.message]}, ${instantLabel(entry.createdAt)}`}
                {entry.together > 1 && `, one of ${entry.together} in a mail`}
              </span>
              <span className="block text-muted text-xs [overflow-wrap:anywhere] sm:hidden">{entry.recipient}</span>
              <span className="block text-muted text-xs [overflow-wrap:anywhere] md:hidden">
                {outboxDetail(entry, instantLabel)}
              </span>
            </RowHead>
            <Cell className="min-w-44 max-w-64 break-words max-sm:hidden">{entry.recipient}</Cell>
            <Cell>
              <OutboxStatus state={entry.state} />
            </Cell>
            <Cell numeric className="max-md:hidden">
              {entry.attempts}
            </Cell>
            <Cell className="min-w-56 max-w-96 break-words text-muted max-md:hidden">
              {outboxDetail(entry, instantLabel)}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
