import type { Metadata } from "next";
import { alertList } from "@/lib/alerts/list";
import { currentScope } from "../../session";
import { AlertsFilter } from "./alerts-filter";
import { AlertsHeader } from "./alerts-header";
import { AlertsTable } from "./alerts-table";
import { type AlertsParams, viewOf } from "./view";

export const metadata: Metadata = { title: "Alerts" };

export default async function AlertsPage({ searchParams }: { searchParams: Promise<AlertsParams> }) {
  const scope = await currentScope();
  const now = new Date();
  const view = viewOf(await searchParams);
  const alerts = await alertList(scope, now, { budgetId: view.budgetId ?? undefined });
  return (
    <>
      <AlertsHeader alerts={alerts} view={view} />
      <AlertsFilter alerts={alerts} view={view} />
      <AlertsTable alerts={alerts} view={view} now={now} mayAct={scope.role !== "viewer"} />
    </>
  );
}
