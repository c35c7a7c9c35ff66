import Link from "next/link";
import { currentScope } from "@/app/session";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/panel";
import { realScope } from "@/lib/auth/workspaces";
import { budgetList } from "@/lib/budgets/list";
import { channelList } from "@/lib/notify/channel";
import { mailStatus } from "@/lib/notify/mail-status";
import { preferenceOf } from "@/lib/notify/preference";
import { Channels } from "./channels";
import { MailServer } from "./mail-server";
import { MyMails } from "./my-mails";

export const metadata = { title: "Notifications" };

export default async function NotificationsPage() {
  const scope = await realScope(await currentScope());
  const [status, channels, preference, budgets] = await Promise.all([
    mailStatus(scope),
    scope.rows === null ? channelList(scope) : null,
    preferenceOf({ workspaceId: scope.workspaceId, address: scope.actor }),
    budgetList(scope, new Date()),
  ]);
  const isAdmin = scope.role === "admin";
  return (
    <>
      <PageHeader
        title="Notifications"
        lead="How you want to be told, and by which ways Outlay tells anybody."
        actions={
          <Button asChild>
            <Link href="/outbox">Open the outbox</Link>
          </Button>
        }
      />
      <div className="flex flex-col gap-10">
        <MyMails address={scope.actor} preference={preference} />
        <MailServer status={status} address={scope.actor} isAdmin={isAdmin} />
        {channels && (
          <Channels channels={channels} budgets={budgets.map(({ id, name }) => ({ id, name }))} isAdmin={isAdmin} />
        )}
      </div>
    </>
  );
}
