import { currentScope } from "@/app/session";
import { dayOf } from "@/lib/focus/period";
import { sourceList } from "@/lib/ledger/source-list";
import { sourceFreshness } from "@/lib/query/overview/freshness";
import { WholeBillOnly } from "../whole-bill-only";
import { ImportPanel } from "./import-panel";
import { NoSources } from "./no-sources";
import { SourceSection } from "./source-section";
import { SourcesHeader } from "./sources-header";

export const metadata = { title: "Sources" };

export default async function SourcesPage() {
  const scope = await currentScope();
  if (scope.rows !== null) {
    return <WholeBillOnly title="Sources">Sources bring the whole bill.</WholeBillOnly>;
  }
  const now = new Date();
  const [sources, freshness] = await Promise.all([sourceList(scope, now), sourceFreshness(scope, dayOf(now))]);
  const isDemo = scope.workspaceKind === "demo";
  const fileSources = isDemo ? [] : sources.filter(({ connector }) => connector === "file").map(({ name }) => name);

  return (
    <>
      <SourcesHeader sources={sources} freshness={freshness} canAdd={scope.role === "admin" && !isDemo} />
      {sources.length === 0 && <NoSources />}
      <div className="flex flex-col gap-10">
        {sources.map((source) => (
          <SourceSection key={source.id} scope={scope} source={source} freshness={freshness} />
        ))}
        {scope.role !== "viewer" && <ImportPanel knownSources={fileSources} isDemo={isDemo} />}
      </div>
    </>
  );
}
