import { Mailbox } from "lucide-react";
import Link from "next/link";
import { currentScope } from "@/app/session";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented";
import { outboxList, outboxStates } from "@/lib/notify/outbox-list";
import { OutboxTable } from "./outbox-table";
import { stateWords } from "./words";

export const metadata = { title: "Outbox" };

type Params = Promise<{ state?: string | string[] }>;

export default async function OutboxPage({ searchParams }: { searchParams: Params }) {
  const scope = await currentScope();
  const { state: asked } = await searchParams;
  const state = outboxStates.find((each) => each === asked);
  const entries = await outboxList(scope, { states: state && [state] });
  const all = { href: "/outbox", label: "All", current: state === undefined };
  const items = outboxStates.map((each) => ({
    href: `/outbox?state=${each}`,
    label: stateWords[each].word,
    current: each === state,
  }));
  return (
    <>
      <PageHeader
        title="Outbox"
        lead="Every mail and message that an alert caused, whom it is for, and what became of it. The newest 500."
        actions={
          <Button asChild>
            <Link href="/settings/notifications">Mail server and channels</Link>
          </Button>
        }
      />
      <div className="mb-5 overflow-x-auto">
        <SegmentedLinks label="State" items={[all, ...items]} />
      </div>
      {entries.some(({ hold }) => hold === "no_server") && <NoServer />}
      {entries.length > 0 ? <OutboxTable entries={entries} /> : <Nothing isFiltered={state !== undefined} />}
    </>
  );
}

function NoServer() {
  return (
    <div className="mb-5">
      <Callout tone="warn" title="No mail server is set">
        Mails wait here and can be read as they would look. They are sent once Outlay is started with SMTP_URL and
        MAIL_FROM.
      </Callout>
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState icon={<Mailbox aria-hidden />} title={isFiltered ? "No message in this state" : "No message yet"}>
      {!isFiltered && "When a budget crosses a threshold, what its owner and recipients are told stands here."}
    </EmptyState>
  );
}
