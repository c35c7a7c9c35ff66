import { currentScope } from "@/app/session";
import { instantLabel } from "@/components/format";
import { PageHeader } from "@/components/ui/panel";
import { SegmentedLinks } from "@/components/ui/segmented";
import { outboxEntry } from "@/lib/notify/outbox-list";
import { outboxPreview } from "@/lib/notify/outbox-preview";
import { orNotFound } from "../../sources/or-not-found";
import { OutboxStatus } from "../outbox-status";
import { outboxDetail } from "../words";
import { MailFacts } from "./mail-facts";
import { MailView, views } from "./mail-view";
import { OutboxActions } from "./outbox-actions";

export const metadata = { title: "Message" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ view?: string | string[] }> };

export default async function OutboxMessagePage({ params, searchParams }: Props) {
  const scope = await currentScope();
  const [{ id }, { view: asked }] = await Promise.all([params, searchParams]);
  const entry = await outboxEntry(scope, id).catch(orNotFound);
  const mail = await outboxPreview(scope, id);
  const view = views.find(({ id: each }) => each === asked)?.id ?? "mail";
  return (
    <>
      <PageHeader
        title={mail.subject}
        actions={
          scope.role === "admin" &&
          entry.state !== "sent" &&
          scope.workspaceKind !== "demo" && <OutboxActions id={id} state={entry.state} />
        }
      />
      <div className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2">
        <OutboxStatus state={entry.state} />
        <p className="min-w-0 text-muted text-sm">{outboxDetail(entry, instantLabel)}</p>
      </div>
      <MailFacts entry={entry} mail={mail} />
      {mail.posted === null && (
        <div className="my-5">
          <SegmentedLinks
            label="How it looks"
            items={views.map((each) => ({
              href: `/outbox/${id}?view=${each.id}`,
              label: each.label,
              current: each.id === view,
            }))}
          />
        </div>
      )}
      <MailView mail={mail} view={view} />
    </>
  );
}
