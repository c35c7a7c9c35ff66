import type { Metadata } from "next";
import { Drivers } from "@/components/budgets/drivers";
import { Panel } from "@/components/ui/panel";
import { alertById, isBeingExplained } from "@/lib/alerts/list";
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
            <Drivers drivers={drivers} currency={budget.currency} periodStart={period.from} />
          </Panel>
        )}
        {isWaiting && (
          <Panel id="drivers" title="What drove it">
            <p className="text-muted text-sm">It is being found. Load this page again in a moment.</p>
          </Panel>
        )}
        <Events alert={alert} />
        <Told alert={alert} />
      </div>
    </>
  );
}
