import Link from "next/link";
import { instantLabel } from "@/components/format";
import { Cell, HeadCell, RowHead, Table } from "@/components/ui/table";
import type { OutboxEntry } from "@/lib/notify/outbox-list";
import { OutboxStatus } from "./outbox-status";
import { messageWords, outboxDetail } from "./words";

export function OutboxTable({ entries }: { entries: OutboxEntry[] }) {
  return (
    <Table caption="Messages, the newest first">
      <thead>
        <tr>
          <HeadCell>Message</HeadCell>
          <HeadCell className="max-sm:hidden">To</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell numeric>Tries</HeadCell>
          <HeadCell>What was answered, or why it waits</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <RowHead className="min-w-52 max-w-md">
              <Link href={`/outbox/${entry.id}`} className="text-link">
                {entry.subject}
              </Link>
              <span className="block text-muted text-xs">
                {`${messageWords[entry.message]}, ${instantLabel(entry.createdAt)}`}
                {entry.together > 1 && `, one of ${entry.together} in a mail`}
              </span>
              <span className="block break-words text-muted text-xs sm:hidden">{entry.recipient}</span>
            </RowHead>
            <Cell className="min-w-44 max-w-64 break-words max-sm:hidden">{entry.recipient}</Cell>
            <Cell>
              <OutboxStatus state={entry.state} />
            </Cell>
            <Cell numeric>{entry.attempts}</Cell>
            <Cell className="min-w-56 max-w-96 break-words text-muted">{outboxDetail(entry, instantLabel)}</Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
