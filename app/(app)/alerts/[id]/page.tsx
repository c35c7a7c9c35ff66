import type { Metadata } from "next";
import { Drivers } from "@/components/budgets/drivers";
import { Panel } from "@/components/ui/panel";
import { alertById } from "@/lib/alerts/list";
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
        <Events alert={alert} />
        <Told alert={alert} />
      </div>
    </>
  );
}
