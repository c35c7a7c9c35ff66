import { currentScope } from "@/app/session";
import { PageHeader } from "@/components/ui/panel";
import { connectors } from "@/lib/sources/registry";
import { WholeBillOnly } from "../../whole-bill-only";
import { addSource } from "../actions";
import { ConnectorChoice } from "./connector-choice";
import { ConnectorForm } from "./connector-form";
import { DemoNotice } from "./demo-notice";
import { formConnector } from "./form-connector";

export const metadata = { title: "Add a source" };

type Params = { connector?: string | string[] };

export default async function AddSourcePage({ searchParams }: { searchParams: Promise<Params> }) {
  const [scope, { connector: wanted }] = await Promise.all([currentScope(), searchParams]);
  if (scope.rows !== null) {
    return <WholeBillOnly title="Sources">Sources bring the whole bill.</WholeBillOnly>;
  }
  const chosen = connectors.find(({ id }) => id === wanted) ?? connectors[0];
  const choices = connectors.map(({ id, label, description }) => ({ id, label, description }));

  return (
    <>
      <PageHeader
        title="Add a source"
        lead="Choose where the charges come from. You see what it costs before anything is asked."
      />
      {scope.workspaceKind === "demo" && <DemoNotice />}
      <div className="grid gap-10 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <ConnectorChoice choices={choices} chosen={chosen?.id} />
        {chosen && <ConnectorForm key={chosen.id} action={addSource} connector={formConnector(chosen)} />}
      </div>
    </>
  );
}
