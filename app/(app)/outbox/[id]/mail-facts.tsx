import Link from "next/link";
import { instantLabel } from "@/components/format";
import type { OutboxEntry } from "@/lib/notify/outbox-list";
import type { MailPreview } from "@/lib/notify/outbox-preview";

export function MailFacts({ entry, mail }: { entry: OutboxEntry; mail: MailPreview }) {
  const facts: [string, React.ReactNode][] = [
    ["To", entry.recipient],
    ...(mail.posted ? [] : [["From", mail.from] as [string, string]]),
    ["Written", instantLabel(entry.createdAt)],
    ...(entry.sentAt ? [["Sent", instantLabel(entry.sentAt)] as [string, string]] : []),
    ["Tries", String(entry.attempts)],
    ...(entry.budgetId
      ? [
          [
            "Budget",
            <Link key="budget" href={`/budgets/${entry.budgetId}`} className="text-link">
              {entry.budgetName}
            </Link>,
          ] as [string, React.ReactNode],
        ]
      : []),
    ...(entry.messageId
      ? [
          [
            "Message-ID",
            <code key="id" className="break-all text-xs">
              {entry.messageId}
            </code>,
          ] as [string, React.ReactNode],
        ]
      : []),
  ];
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 text-sm">
      {facts.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-muted">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
