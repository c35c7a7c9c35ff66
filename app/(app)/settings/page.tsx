import { Bell } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/panel";
import { memberList } from "@/lib/auth/members";
import { dayOf } from "@/lib/focus/period";
import { currenciesOf } from "@/lib/query/currencies";
import { ratesList } from "@/lib/rates/list";
import { reportingCurrency } from "@/lib/rates/reporting-currency";
import { currentScope } from "../../session";
import { CurrencySettings } from "./currency-settings";
import { ExportSettings } from "./export-settings";
import { MembersPanel } from "./members/members-panel";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage() {
  const scope = await currentScope();
  const today = dayOf(new Date());
  const [reporting, rates, { billed }, members] = await Promise.all([
    reportingCurrency(scope),
    ratesList(scope),
    currenciesOf(scope, today),
    scope.role === "admin" ? memberList(scope) : null,
  ]);
  return (
    <>
      <PageHeader
        title="Settings"
        lead="What holds for everybody in this workspace."
        actions={
          <Button asChild>
            <Link href="/settings/notifications">
              <Bell aria-hidden />
              Notifications
            </Link>
          </Button>
        }
      />
      <div className="flex flex-col gap-10">
        <CurrencySettings
          reporting={reporting}
          rates={rates}
          billed={billed}
          today={today}
          canEdit={scope.role !== "viewer" && scope.rows === null}
        />
        <ExportSettings today={today} />
        {members && <MembersPanel members={members} />}
      </div>
    </>
  );
}
