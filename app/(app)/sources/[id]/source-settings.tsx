import type { SourceSummary } from "@/lib/ledger/source-list";
import { connectors } from "@/lib/sources/registry";
import { saveSource } from "../actions";
import { ConnectorForm } from "../add/connector-form";
import { formConnector } from "../add/form-connector";
import { Fold } from "../fold";

export function SourceSettings({ source }: { source: SourceSummary }) {
  const connector = connectors.find(({ id }) => id === source.connector);
  if (!connector) return null;
  const settings = Object.fromEntries(Object.entries(source.settings).map(([name, value]) => [name, String(value)]));
  return (
    <Fold id="settings" title="Settings" isOpen={source.lastCheck?.ok === false}>
      <ConnectorForm
        connector={formConnector(connector)}
        action={saveSource}
        source={{ id: source.id, name: source.name, settings }}
      />
    </Fold>
  );
}
