import { notFound } from "next/navigation";
import { currentScope } from "@/app/session";
import { Panel } from "@/components/ui/panel";
import { dayOf } from "@/lib/focus/period";
import { sourceList } from "@/lib/ledger/source-list";
import { sourceFreshness } from "@/lib/query/overview/freshness";
import { WholeBillOnly } from "../../whole-bill-only";
import { RunsPart } from "../runs-part";
import { SourceFacts } from "../source-facts";
import { SourceHeader } from "../source-header";
import { SourceTrouble } from "../source-trouble";
import { ProviderSetUp } from "./provider-set-up";
import { SourceSettings } from "./source-settings";

export const metadata = { title: "Source" };

export default async function SourcePage({ params }: { params: Promise<{ id: string }> }) {
  const [scope, { id }] = await Promise.all([currentScope(), params]);
  if (scope.rows !== null) {
    return <WholeBillOnly title="Sources">Sources bring the whole bill.</WholeBillOnly>;
  }
  const now = new Date();
  const [sources, freshness] = await Promise.all([sourceList(scope, now), sourceFreshness(scope, dayOf(now))]);
  const source = sources.find((each) => each.id === id);
  if (!source) notFound();
  const own = freshness.find((each) => each.id === id);
  const isConnected = Boolean(own?.lastSuccess);

  return (
    <>
      <SourceHeader scope={scope} source={source} freshness={own} level={1} />
      <SourceFacts source={source} freshness={own} />
      <SourceTrouble source={source} />
      <div className="flex flex-col gap-10">
        {!isConnected && <ProviderSetUp source={source} isOpen />}
        <Panel id="runs" title="Runs">
          <RunsPart scope={scope} source={source} most={50} />
        </Panel>
        {scope.role === "admin" && scope.workspaceKind === "real" && <SourceSettings source={source} />}
        {isConnected && <ProviderSetUp source={source} isOpen={false} />}
      </div>
    </>
  );
}
