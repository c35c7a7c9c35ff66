import type { Metadata } from "next";
import { AutoRefresh } from "@/components/auto-refresh";
import { Drivers } from "@/components/budgets/drivers";
import { Panel } from "@/components/ui/panel";
import { alertById, isBeingExplained } from "@/lib/alerts/list";
import { isDriven } from "@/lib/budgets/drivers";
import { currentScope } from "../../../session";
import { orNotFound } from "../../sources/or-not-found";
import { AlertActions } from "./alert-actions";
import { AlertHeader } from "./alert-header";
import { Events } from "./events";
import { Evidence } from "./evidence";
import { Told } from "./told";

export const metadata: Metadata = { title: "Alert" };

export default async function AlertPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await currentScope();
  const { id } = await params;
  const alert = await alertById(scope, id, new Date()).catch(orNotFound);
  const { drivers, budget, period } = alert.evidence;
  const isWaiting = drivers === null && (await isBeingExplained(scope, id));
  return (
    <>
      <AlertHeader alert={alert} />
      <div className="flex flex-col gap-10">
        <Evidence alert={alert} />
        {scope.role !== "viewer" && <AlertActions alert={alert} me={scope.actor} />}
        {drivers && (
          <Panel id="drivers" title="What drove it">
            {isDriven(drivers) ? (
              <Drivers drivers={drivers} currency={budget.currency} periodStart={period.from} />
            ) : (
              <p className="text-muted text-sm">Nothing in particular: spending was not ahead of an even pace.</p>
            )}
          </Panel>
        )}
        {isWaiting && (
          <Panel id="drivers" title="What drove it">
            <p role="status" className="text-muted text-sm">
              It is being found, and stands here in a moment. The mail waits for it.
            </p>
            <AutoRefresh seconds={3} />
          </Panel>
        )}
        <Events alert={alert} />
        <Told alert={alert} />
      </div>
    </>
  );
}
